package io.mdis.report.query;

/**
 * A part of a list.
 *
 * @param page number, from 0 to {@value #MAX_PAGE}
 * @param size items at most, 1 to {@value #MAX_SIZE}
 */
public record PageQuery(int page, int size) {
  public static final int MAX_SIZE = 500;
  public static final int DEFAULT_SIZE = 100;
  public static final int MAX_PAGE = 100_000;

  /** Throws ReportProblem naming the parameter that is out of range. */
  public PageQuery {
    if (page < 0 || page > MAX_PAGE) {
      throw ReportProblem.invalid("page", "page must be 0 to " + MAX_PAGE);
    }
    if (size < 1 || size > MAX_SIZE) {
      throw ReportProblem.invalid("size", "size must be 1 to " + MAX_SIZE);
    }
  }
}
