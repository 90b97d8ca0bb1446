package io.mdis.report.query;

import io.mdis.contracts.Digest;
import java.util.Optional;

/**
 * Which of the images that have a flaw are wanted.
 *
 * @param name of the flaw
 * @param after the last image of the page before; empty for the first page
 * @param limit images at most, 1 to {@value #MAX_LIMIT}
 */
public record AffectedImageQuery(VulnerabilityName name, Optional<Digest> after, int limit) {
  public static final int MAX_LIMIT = 200;
  public static final int DEFAULT_LIMIT = 50;

  /** Throws ReportProblem naming the parameter that is out of range. */
  public AffectedImageQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ReportProblem.invalid("limit", "limit must be 1 to " + MAX_LIMIT);
    }
  }
}
