package io.mdis.suppression;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an entry must be like.
 *
 * @param maxLifetime the longest time from making or changing an entry to its end, which then must
 *     have one; empty for any. VEX statements end when their document is replaced.
 */
public record SuppressionRules(Optional<Duration> maxLifetime) {
  /** Any lifetime. */
  public static final SuppressionRules DEFAULT = new SuppressionRules(Optional.empty());

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

  /** Ids of flaws, of rules, and names that virus engines give, some with braces or brackets. */
  private static final Pattern VULNERABILITY =
      Pattern.compile("[A-Za-z0-9{\\[(][A-Za-z0-9._:/+!@#~(){}\\[\\]-]{0,127}");

  private static final Pattern DIMENSION = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,62}");
  private static final int LONGEST_NAME = 500;
  private static final int LONGEST_PATH = 1_000;
  private static final int LONGEST_REASON = 2_000;
  private static final int MOST_ALIASES = 50;

  /** Checks an entry that somebody makes now; one that has ended already is a mistake. */
  public Suppression made(Suppression entry, Instant now) throws InvalidSuppressionException {
    check(entry, now);
    if (!entry.active(now)) {
      throw invalid("expires", "it must be later than now, " + now + ": " + entry.expiresAt());
    }
    return entry;
  }

  /** Checks an entry that stands somewhere since long; it may have ended meanwhile. */
  public Suppression kept(Suppression entry, Instant now) throws InvalidSuppressionException {
    return check(entry, entry.createdAt() == null ? now : entry.createdAt());
  }

  private Suppression check(Suppression entry, Instant since) throws InvalidSuppressionException {
    fits("id", entry.id(), ID, "1 to 128 letters, digits, '.', '_', ':' and '-'");
    scope(entry.scope());
    if (entry.reason().isBlank()) {
      throw invalid("reason", "say why, for whoever reads it in a year");
    }
    bounded("reason", entry.reason(), LONGEST_REASON);
    bounded("justification", entry.justification(), LONGEST_NAME);
    bounded("author", entry.author(), LONGEST_NAME);
    if (maxLifetime.isPresent() && entry.origin() != Origin.VEX) {
      lifetime(entry, since);
    }
    return entry;
  }

  private void lifetime(Suppression entry, Instant since) throws InvalidSuppressionException {
    Instant latest = since.plus(maxLifetime.orElseThrow());
    if (entry.expiresAt() == null || entry.expiresAt().isAfter(latest)) {
      throw invalid("expires", "it must be given, and be no later than " + latest + " here");
    }
  }

  private static void scope(SuppressionScope scope) throws InvalidSuppressionException {
    String vulnerability = scope.vulnerability();
    if (vulnerability != null && vulnerability.indexOf('*') >= 0) {
      throw invalid("vulnerability", "it is named exactly; leave it out to mean every one");
    }
    String named = "an id such as CVE-2019-1563, without spaces";
    fits("vulnerability", vulnerability, VULNERABILITY, named);
    if (scope.aliases().size() > MOST_ALIASES) {
      throw invalid("aliases", "at most " + MOST_ALIASES);
    }
    for (String alias : scope.aliases()) {
      fits("aliases", alias, VULNERABILITY, named);
    }
    bounded("package", scope.packageName(), LONGEST_NAME);
    if (scope.packageName() != null && scope.packageName().indexOf('*') >= 0) {
      throw invalid("package", "it is named exactly; leave it out to mean every one");
    }
    bounded("purl", scope.purl(), LONGEST_NAME);
    bounded("path", scope.path(), LONGEST_PATH);
    bounded("image", scope.image(), LONGEST_NAME);
    fits("environment", scope.environment(), LABEL, "letters, digits, '.', '_', '/' and '-'");
    fits("dimension", scope.dimension(), DIMENSION, "a name such as malware or secret");
    fits("hash", scope.hash(), HASH, "64 hex digits, with or without sha256: in front");
    if (!scope.isNamed()) {
      throw invalid(
          "vulnerability",
          "name a vulnerability or rule, a hash, or a path together with a dimension;"
              + " everything else only narrows what these name");
    }
    if (vulnerability == null
        && scope.hash() == null
        && scope.path().chars().noneMatch(Character::isLetterOrDigit)) {
      throw invalid(
          "path", "\"" + scope.path() + "\" means every file: name a folder or a part of a name");
    }
    patterns(scope);
  }

  private static void patterns(SuppressionScope scope) throws InvalidSuppressionException {
    try {
      if (scope.purl() != null) {
        PurlPattern.parse(scope.purl());
      }
    } catch (IllegalArgumentException e) {
      throw invalid("purl", e.getMessage());
    }
    try {
      if (scope.image() != null) {
        ImagePattern.parse(scope.image());
      }
    } catch (IllegalArgumentException e) {
      throw invalid("image", e.getMessage());
    }
  }

  private static void fits(String field, String text, Pattern form, String told)
      throws InvalidSuppressionException {
    if (text != null && !form.matches(text)) {
      throw invalid(field, "it must be " + told);
    }
  }

  private static void bounded(String field, String text, int longest)
      throws InvalidSuppressionException {
    if (text == null) {
      return;
    }
    if (text.length() > longest) {
      throw invalid(
          field, "it has " + text.length() + " characters; at most " + longest + " are taken");
    }
    boolean lines = field.equals("reason");
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && !(lines && c == '\n'))) {
      throw invalid(field, "it must not have control characters");
    }
    if (text.isEmpty()) {
      throw invalid(field, "it is empty: leave it out or say something");
    }
  }

  private static InvalidSuppressionException invalid(String field, String message) {
    return new InvalidSuppressionException(field, message);
  }
}
