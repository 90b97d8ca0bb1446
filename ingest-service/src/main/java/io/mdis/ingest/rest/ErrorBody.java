package io.mdis.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What a request that is not accepted gets.
 *
 * @param error what is wrong
 */
public record ErrorBody(Problem error) {

  /**
   * One problem.
   *
   * @param code stable, dotted, for programs
   * @param message for a person: what is wrong and what to do
   * @param field JSON path at fault; absent when there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Problem(String code, String message, String field) {}

  static Response.ResponseBuilder answer(int status, String code, String message, String field) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(new ErrorBody(new Problem(code, message, field)));
  }
}
