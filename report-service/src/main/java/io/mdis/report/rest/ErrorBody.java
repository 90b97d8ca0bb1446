package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.report.query.ReportProblem;

/**
 * What a request that cannot be answered gets.
 *
 * @param error what is wrong
 */
public record ErrorBody(Problem error) {

  /**
   * One problem.
   *
   * @param code stable, dotted, for programs
   * @param message for a person: what is wrong and what is accepted
   * @param field parameter at fault; absent when there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Problem(String code, String message, String field) {}

  /** The same problem as JSON. */
  public static ErrorBody of(ReportProblem problem) {
    return new ErrorBody(
        new Problem(problem.code(), problem.getMessage(), problem.field().orElse(null)));
  }
}
