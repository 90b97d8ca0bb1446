package io.mdis.report.query;

import java.util.Optional;

/**
 * Which images are wanted.
 *
 * @param registry exact host and port; empty for any
 * @param repository exact path; empty for any
 * @param after where the page before ended; empty for the first page
 * @param limit images at most, 1 to {@value #MAX_LIMIT}
 */
public record ImageQuery(
    Optional<String> registry,
    Optional<String> repository,
    Optional<ImageCursor> after,
    int limit) {
  public static final int MAX_LIMIT = 200;
  public static final int DEFAULT_LIMIT = 50;
  private static final int LONGEST_NAME = 512;

  /** Throws ReportProblem naming the parameter that is out of range. */
  public ImageQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ReportProblem.invalid("limit", "limit must be 1 to " + MAX_LIMIT);
    }
    requireShort("registry", registry);
    requireShort("repository", repository);
  }

  private static void requireShort(String field, Optional<String> value) {
    if (value.isPresent() && value.get().length() > LONGEST_NAME) {
      throw ReportProblem.invalid(
          field, field + " must have " + LONGEST_NAME + " characters at most");
    }
  }
}
