package io.mdis.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What a request that is refused gets, from every service.
 *
 * @param error what is wrong
 */
public record ErrorBody(Problem error) {

  /**
   * One problem.
   *
   * @param code stable, dotted, for programs
   * @param message for a person: what is wrong and what is accepted
   * @param field parameter or JSON path at fault; absent when there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Problem(String code, String message, String field) {}

  /** Of one problem; the field may be null. */
  public static ErrorBody of(String code, String message, String field) {
    return new ErrorBody(new Problem(code, message, field));
  }

  /** A response with it, as JSON. */
  public static Response.ResponseBuilder answer(
      int status, String code, String message, String field) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(of(code, message, field));
  }
}
