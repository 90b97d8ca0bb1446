package io.mdis.report.query;

import io.mdis.contracts.Severity;
import java.util.Optional;
import java.util.Set;

/**
 * Which findings of an image are wanted.
 *
 * @param dimension exact name; empty for every dimension
 * @param severities exact ones; empty for every severity
 * @param page number, from 0 to {@value #MAX_PAGE}
 * @param size findings at most, 1 to {@value #MAX_SIZE}
 */
public record FindingQuery(
    Optional<String> dimension, Set<Severity> severities, int page, int size) {
  public static final int MAX_SIZE = 500;
  public static final int DEFAULT_SIZE = 100;
  public static final int MAX_PAGE = 100_000;
  private static final int LONGEST_DIMENSION = 100;

  /** Throws ReportProblem naming the parameter that is out of range. */
  public FindingQuery {
    severities = Set.copyOf(severities);
    if (page < 0 || page > MAX_PAGE) {
      throw ReportProblem.invalid("page", "page must be 0 to " + MAX_PAGE);
    }
    if (size < 1 || size > MAX_SIZE) {
      throw ReportProblem.invalid("size", "size must be 1 to " + MAX_SIZE);
    }
    if (dimension.isPresent() && dimension.get().length() > LONGEST_DIMENSION) {
      throw ReportProblem.invalid(
          "dimension", "dimension must have " + LONGEST_DIMENSION + " characters at most");
    }
  }
}
