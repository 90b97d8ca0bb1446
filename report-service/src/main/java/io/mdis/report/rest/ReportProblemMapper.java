package io.mdis.report.rest;

import io.mdis.access.ErrorBody;
import io.mdis.report.query.ReportProblem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells this service's problems, and no other exception, as JSON. */
public final class ReportProblemMapper {

  /** The problem as JSON. */
  @ServerExceptionMapper
  public Response map(ReportProblem problem) {
    return ErrorBody.answer(
            status(problem), problem.code(), problem.getMessage(), problem.field().orElse(null))
        .build();
  }

  /** 400 for what cannot be understood, and what HTTP has for the rest (RFC 9110, RFC 6585). */
  public static int status(ReportProblem problem) {
    return switch (problem.kind()) {
      case INVALID -> 400;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case STALE -> 412;
      case UNCONDITIONAL -> 428;
    };
  }
}
