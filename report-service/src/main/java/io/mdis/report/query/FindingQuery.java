package io.mdis.report.query;

import io.mdis.contracts.Severity;
import java.util.Optional;
import java.util.Set;

/**
 * Which findings of an image are wanted.
 *
 * @param dimension exact name; empty for every dimension
 * @param severities exact ones; empty for every severity
 * @param part of the findings
 */
public record FindingQuery(Optional<String> dimension, Set<Severity> severities, PageQuery part) {
  private static final int LONGEST_DIMENSION = 100;

  /** Throws ReportProblem naming the parameter that is out of range. */
  public FindingQuery {
    severities = Set.copyOf(severities);
    if (dimension.isPresent() && dimension.get().length() > LONGEST_DIMENSION) {
      throw ReportProblem.invalid(
          "dimension", "dimension must have " + LONGEST_DIMENSION + " characters at most");
    }
  }
}
