package io.mdis.report.ui;

import io.mdis.report.query.ReportProblem;
import io.mdis.report.rest.ReportProblemMapper;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Answers with pages, also where a page cannot be shown. */
final class Pages {
  private Pages() {}

  /** A page. */
  static Response shown(TemplateInstance page) {
    return PageHeaders.on(Response.ok(), page.render());
  }

  /** What is supplied, or a page that tells the asker's problem. */
  static Response answer(Supplier<Response> response) {
    try {
      return response.get();
    } catch (ReportProblem problem) {
      return PageHeaders.on(
          Response.status(ReportProblemMapper.status(problem)),
          ReportPages.Templates.problem(problem.getMessage()).render());
    }
  }
}
