package io.mdis.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells what the framework refuses, such as 404, 405 and 415, and what fails, in the same form. */
public final class FrameworkProblemMapper {

  private static final Logger LOG = Logger.getLogger(FrameworkProblemMapper.class);
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
    if (problem.getCause() instanceof JsonProcessingException unread) {
      return unreadable(unread);
    }
    return Response.fromResponse(response)
        .header(HttpHeaders.CONTENT_TYPE, null)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(
            ErrorBody.of(
                "http." + response.getStatus(), response.getStatusInfo().getReasonPhrase(), null))
        .build();
  }

  /** A body of another form than the one that is described. */
  @ServerExceptionMapper
  public Response map(MismatchedInputException problem) {
    return unreadable(problem);
  }

  /** 500 without the cause, which is in the log. */
  @ServerExceptionMapper
  public Response map(RuntimeException failure) {
    LOG.error("request failed", failure);
    return ErrorBody.answer(SERVER_ERROR, "internal", "the request failed; the log says why", null)
        .build();
  }

  /** Says where, and nothing of what the classes are called that it was read into. */
  private static Response unreadable(JsonProcessingException problem) {
    String field =
        problem instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(FrameworkProblemMapper::step)
                .collect(Collectors.joining("."))
            : "";
    String where =
        problem.getLocation() == null
            ? ""
            : " at line "
                + problem.getLocation().getLineNr()
                + ", column "
                + problem.getLocation().getColumnNr();
    return ErrorBody.answer(
            400,
            "body.unreadable",
            (field.isEmpty()
                    ? "the body is no JSON of the form that is described"
                    : "not of the type that is described")
                + where,
            field.isEmpty() ? null : field)
        .build();
  }

  private static String step(JsonMappingException.Reference step) {
    return step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName();
  }
}
