package io.mdis.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.mdis.contracts.Severity;
import io.mdis.rules.Entropy;
import io.mdis.rules.LineCounter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Tries rules on a piece of text and decides what of their matches is a credential. */
final class Candidates {
  private static final int NEAR = 600;
  private static final int COMMENT = 400;
  private static final int HOST = 60;
  private static final byte[] ALLOW = "mdis:allow".getBytes(StandardCharsets.ISO_8859_1);

  private final SecretSource source;
  private final Findings findings;

  Candidates(SecretSource source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /** Where a piece of text is. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Place(byte[] text, int from, int to, long base, LineCounter lines, String encoding) {}

  /** Whether a rule has anything to say of such a source; its paths are not looked at. */
  boolean concerns(SecretRule rule) {
    if (source.binary()) {
      return rule.strong();
    }
    return switch (source.kind().text()) {
      case LOCK, LOCALE -> rule.strong() && rule.isShape();
      case PROSE -> rule.strong() && rule.isShape();
      default -> !source.kind().remote() || (rule.strong() && rule.isShape());
    };
  }

  /**
   * Searches a window for a rule.
   *
   * @param at where the window begins in the text of the place
   * @return index behind the last match, or -1
   */
  int search(SecretRule rule, Place place, int at, int end) {
    String window = new String(place.text(), at, end - at, StandardCharsets.ISO_8859_1);
    Matcher matcher = rule.rule().pattern().matcher(window);
    int last = -1;
    int from = 0;
    while (from <= window.length() && matcher.find(from)) {
      int group = group(rule.rule().pattern(), matcher);
      int start = matcher.start(group);
      String value = matcher.group(group);
      ValueJudge.Verdict verdict =
          rule.judge() == ValueJudge.URL && isExample(window, matcher.end(group))
              ? ValueJudge.Verdict.NO
              : judge(rule, value, "");
      if (verdict != ValueJudge.Verdict.NO) {
        add(rule, verdict, value, place, at + start, at + matcher.end(group));
        last = at + matcher.end(group);
      }
      from = Math.max(matcher.end(group), from + 1);
    }
    return last;
  }

  /** Whether the host behind a password is one that RFC 2606 keeps for examples. */
  private static boolean isExample(String window, int at) {
    String host = window.substring(at, Math.min(window.length(), at + HOST));
    return host.startsWith("@") && host.contains("example.");
  }

  /** Tries a rule on an assignment; true when it was a credential. */
  boolean assigned(SecretRule rule, Assignment assignment, String name, String value, Place place) {
    boolean judged = rule.judge() != ValueJudge.SHAPE;
    ValueJudge.Verdict verdict = judged ? judge(rule, value, name) : ValueJudge.Verdict.YES;
    if (verdict == ValueJudge.Verdict.NO) {
      return false;
    }
    Matcher matcher = rule.rule().pattern().matcher(name + "=" + value);
    if (!matcher.find()) {
      return false;
    }
    String secret = matcher.group(group(rule.rule().pattern(), matcher));
    if (!judged && judge(rule, secret, name) == ValueJudge.Verdict.NO) {
      return false;
    }
    add(rule, verdict, secret, place, assignment.valueStart(), assignment.valueEnd());
    return true;
  }

  private ValueJudge.Verdict judge(SecretRule rule, String value, String name) {
    if (rule.entropy() > 0 && Entropy.bits(value) < rule.entropy()) {
      return ValueJudge.Verdict.NO;
    }
    for (Pattern allowed : rule.allow()) {
      if (allowed.matcher(value).find()) {
        return ValueJudge.Verdict.NO;
      }
    }
    boolean code = source.kind().text() == PathKind.Text.CODE;
    ValueJudge.Verdict verdict =
        rule.isPrivateKey() ? ValueJudge.Verdict.YES : rule.judge().judge(value, name, code);
    return rule.check().proves(value) ? verdict : ValueJudge.Verdict.NO;
  }

  private void add(
      SecretRule rule, ValueJudge.Verdict verdict, String value, Place place, int start, int end) {
    if (isAllowed(place, start, end)) {
      findings.allow();
      return;
    }
    boolean weak = verdict == ValueJudge.Verdict.WEAK;
    findings.add(
        rule,
        severity(rule, weak),
        value,
        place.base() + start,
        place.lines().line(start),
        related(rule, place, start, end),
        place.encoding(),
        weak);
  }

  private Severity severity(SecretRule rule, boolean weak) {
    Severity own = rule.rule().severity();
    boolean known = source.kind().remote() && (rule.isPrivateKey() || !rule.strong());
    if (known) {
      return least(own, Severity.LOW);
    }
    return weak ? least(own, Severity.MEDIUM) : own;
  }

  private static Severity least(Severity one, Severity other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static String related(SecretRule rule, Place place, int start, int end) {
    if (rule.near() == null) {
      return null;
    }
    int from = Math.max(place.from(), start - NEAR);
    int to = Math.min(place.to(), end + NEAR);
    Matcher matcher =
        rule.near().matcher(new String(place.text(), from, to - from, StandardCharsets.ISO_8859_1));
    return matcher.find() ? matcher.group("id") : null;
  }

  /** Whether the line that the value begins or ends in, or the one above, says so. */
  private static boolean isAllowed(Place place, int start, int end) {
    byte[] text = place.text();
    int from = start;
    int feeds = 0;
    while (from > place.from() && start - from < COMMENT) {
      if (text[from - 1] == '\n' && ++feeds == 1) {
        break;
      }
      from--;
    }
    int to = end;
    while (to < place.to() && to - end < COMMENT && text[to] != '\n') {
      to++;
    }
    for (int i = from; i + ALLOW.length <= to; i++) {
      if (text[i] == 'm'
          && java.util.Arrays.equals(text, i, i + ALLOW.length, ALLOW, 0, ALLOW.length)) {
        return true;
      }
    }
    return false;
  }

  private static int group(Pattern pattern, Matcher matcher) {
    Map<String, Integer> groups = pattern.namedGroups();
    for (String name : new String[] {"secret", "secret2", "secret3"}) {
      Integer group = groups.get(name);
      if (group != null && matcher.start(group) >= 0) {
        return group;
      }
    }
    return 0;
  }
}
