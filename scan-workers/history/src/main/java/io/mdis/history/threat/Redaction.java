package io.mdis.history.threat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.rules.RuleLimits;
import io.mdis.rules.RuleMatch;
import io.mdis.rules.RuleOutcome;
import io.mdis.rules.RuleScan;
import io.mdis.rules.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what may be a secret out of text that is shown: what the password rules find, what is given
 * to a name that speaks of a secret, and tokens known by their form. It rather takes too much: a
 * shown text is to be understood, not to be run. Labels are prose, so there also what is only said
 * is taken out.
 */
public final class Redaction {
  /** What stands in place of a secret. */
  public static final String MARK = "[redacted]";

  private static final RuleLimits LIMITS = new RuleLimits(5_000, 20_000, 40_000_000);
  private static final int TELLING = 4;

  private static final String SPEAKING =
      "\\b(?:pass(?:word|wort|wd|phrase|code)?|pwd|pw|pin|secret|token|key|credentials?|creds)\\b";

  private static final List<Pattern> NAMED =
      List.of(
          // NAME=value, "name": "value", --name value, Name: value
          Pattern.compile(
              "(?i)[A-Z0-9_.-]*(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key"
                  + "|private[_-]?key|credential|_pass|_pwd|_key|_auth|auth_)[A-Z0-9_.-]*[\"']?\\s*"
                  + "(?:=|:\\s|\\s+[\"'])\\s*[\"']?(?P<secret>[^\\s\"'&;|]+)"),
          Pattern.compile("(?i)\\b(?:bearer|basic)\\s+(?P<secret>[A-Za-z0-9._~+/=-]{8,})"),
          Pattern.compile("://[^\\s:/@]*:(?P<secret>[^\\s@/]+)@"),
          Pattern.compile("://(?P<secret>[^\\s:/@]{12,})@"),
          Pattern.compile(
              "\\b(?P<secret>(?:ghp|gho|ghu|ghs|ghr|github_pat|glpat|xox[abprs]|sk|pk|rk|npm|pypi"
                  + "|hf|dop_v1|shpat|AKIA|ASIA|AIza|ya29|eyJ)[A-Za-z0-9._-]{12,})"),
          Pattern.compile("(?P<secret>\\$(?:1|2[aby]|5|6|y)\\$[^\\s\"':]{8,})"),
          Pattern.compile("(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----(?P<secret>.*?)(?:-----END|$)"));

  /** Instructions whose arguments are for people. */
  private static final Pattern PROSE = Pattern.compile("(?i)(?:LABEL|MAINTAINER)\\s");

  /**
   * What people write in a label: "password is x", "login: root / x", "the pin 1234". Words that
   * are read there as words have no digit and no sign.
   */
  private static final List<Pattern> TOLD =
      List.of(
          Pattern.compile(
              "(?i)"
                  + SPEAKING
                  + "\\s*(?:is|was|are|[:=]|->|=>)+\\s*[\"'(<]*(?P<secret>[^\\s\"',;)>]{3,})"),
          Pattern.compile(
              "(?i)"
                  + SPEAKING
                  + "(?:\\s+(?:for|of|to)\\s+\\S+)?(?:\\s+(?:is|was))?[\\s\"'(<]+"
                  + "(?P<secret>[^\\s\"',;)>]*[0-9!@#%^&*+?~][^\\s\"',;)>]*)"),
          Pattern.compile(
              "(?i)(?:login|log in|sign in|credentials?|creds|account|user)\\b[^\\n\"/:]{0,30}[\\s:=]+"
                  + "[\\w.@-]+\\s*[/:]\\s*[\"'(<]*(?P<secret>[^\\s\"',;)>/]{3,})"));

  private final RuleScan passwords;

  /** A redaction by the password rules. */
  public Redaction(RuleSet passwordRules) {
    this.passwords = new RuleScan(passwordRules, LIMITS);
  }

  /** An instruction as it stands in a Dockerfile, without secrets. */
  public String redact(Instruction instruction) {
    return redact(instruction.text(), instruction.commandLine());
  }

  /** The text without secrets. */
  public String redact(String text) {
    return redact(text, text);
  }

  /**
   * A text without secrets.
   *
   * @param plain the same, or what it is a part of, as a command line
   */
  public String redact(String text, String plain) {
    String shown = text;
    List<String> secrets = new ArrayList<>();
    try {
      RuleOutcome outcome =
          passwords.scan(
              new ByteArrayInputStream(plain.getBytes(StandardCharsets.UTF_8)),
              match -> secrets.addAll(secrets(match)));
      if (!outcome.bounds().isEmpty()) {
        return "[not shown: too much in it looks like passwords]";
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Pattern pattern : NAMED) {
      shown = named(pattern, shown);
    }
    if (PROSE.matcher(plain).lookingAt()) {
      for (Pattern pattern : TOLD) {
        shown = named(pattern, shown);
      }
    }
    // The longest first: one may be the beginning of another.
    secrets.sort((one, other) -> Integer.compare(other.length(), one.length()));
    for (String secret : secrets) {
      if (secret.length() >= TELLING && !MARK.contains(secret)) {
        shown = shown.replace(secret, MARK);
      }
    }
    return shown;
  }

  private static List<String> secrets(RuleMatch match) {
    List<String> secrets = new ArrayList<>();
    match
        .groups()
        .forEach(
            (name, bytes) -> {
              if (name.startsWith("secret")) {
                secrets.add(new String(bytes, StandardCharsets.UTF_8));
              }
            });
    return secrets;
  }

  private static String named(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder shown = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      String secret = matcher.group("secret");
      if (secret.isEmpty() || variable(secret) || secret.contains(MARK)) {
        continue;
      }
      shown.append(text, from, matcher.start("secret")).append(MARK);
      from = matcher.end("secret");
    }
    return shown.append(text, from, text.length()).toString();
  }

  /** A variable's name is no secret, and tells the reader that there is none. */
  private static boolean variable(String value) {
    return value.startsWith("$") && !value.startsWith("$1$") && !value.matches("^\\$[2-6y].*");
  }
}
