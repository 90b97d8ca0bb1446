package io.mdis.ingest.rest;

import io.mdis.access.ErrorBody;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells what the framework refuses, such as 404, 405 and 415, and what fails, in the same form. */
public final class RequestProblemMapper {

  private static final Logger LOG = Logger.getLogger(RequestProblemMapper.class);
  private static final int SERVER_ERROR = 500;

  /** Status and headers stay; a response that has a body stays as it is. */
  @ServerExceptionMapper
  public Response map(WebApplicationException problem) {
    Response response = problem.getResponse();
    if (response.hasEntity() || response.getStatus() < 400) {
      return response;
    }
    if (response.getStatus() >= SERVER_ERROR) {
      LOG.error("request failed", problem);
    }
    return Response.fromResponse(response)
        .header(HttpHeaders.CONTENT_TYPE, null)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(
            ErrorBody.of(
                "http." + response.getStatus(), response.getStatusInfo().getReasonPhrase(), null))
        .build();
  }

  /** 500 without the cause, which is in the log. */
  @ServerExceptionMapper
  public Response map(RuntimeException failure) {
    LOG.error("request failed", failure);
    return ErrorBody.answer(SERVER_ERROR, "internal", "the request failed; the log says why", null)
        .build();
  }
}
