package io.mdis.report.ui;

import io.mdis.report.query.ReportProblem;
import io.mdis.report.rest.ReportProblemMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.function.Supplier;

/** Answers with pages in the viewer's language, also where a page cannot be shown. */
@ApplicationScoped
public class Pages {
  private final Viewer viewer;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance problem(String message);
  }

  /** For whoever asks. */
  public Pages(Viewer viewer) {
    this.viewer = viewer;
  }

  /** A page. */
  public Response shown(TemplateInstance page) {
    return PageHeaders.on(Response.ok(), html(page));
  }

  /** What is supplied, or a page that tells the asker's problem. */
  public Response answer(Supplier<Response> response) {
    try {
      return response.get();
    } catch (ReportProblem problem) {
      return PageHeaders.on(
          Response.status(ReportProblemMapper.status(problem)),
          html(Templates.problem(problem.getMessage())));
    }
  }

  private String html(TemplateInstance page) {
    return page.setLocale(Locale.forLanguageTag(viewer.getLanguage())).render();
  }
}
