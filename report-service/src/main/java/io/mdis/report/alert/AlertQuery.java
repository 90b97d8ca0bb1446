package io.mdis.report.alert;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.query.ReportProblem;
import java.util.Optional;
import java.util.Set;

/**
 * Which alerts are wanted.
 *
 * @param states exact ones; empty for every state
 * @param kind exact one; empty for every kind
 * @param severities exact ones; empty for every severity
 * @param image manifest digest; empty for every image
 * @param after where the page before ended; empty for the first page
 * @param limit alerts at most, 1 to {@value #MAX_LIMIT}
 */
public record AlertQuery(
    Set<AlertState> states,
    Optional<String> kind,
    Set<Severity> severities,
    Optional<Digest> image,
    Optional<AlertCursor> after,
    int limit) {
  public static final int MAX_LIMIT = 200;
  public static final int DEFAULT_LIMIT = 50;
  private static final int LONGEST_KIND = 100;

  /** Throws ReportProblem naming the parameter that is out of range. */
  public AlertQuery {
    states = Set.copyOf(states);
    severities = Set.copyOf(severities);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ReportProblem.invalid("limit", "limit must be 1 to " + MAX_LIMIT);
    }
    if (kind.isPresent() && kind.get().length() > LONGEST_KIND) {
      throw ReportProblem.invalid("kind", "kind must have " + LONGEST_KIND + " characters at most");
    }
  }

  /** The first alerts of an image in some states. */
  static AlertQuery of(Digest image, Set<AlertState> states, Optional<String> kind) {
    return new AlertQuery(
        states, kind, Set.of(), Optional.of(image), Optional.empty(), DEFAULT_LIMIT);
  }
}
