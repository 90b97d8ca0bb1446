package io.mdis.report.ui;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.alert.Alerts;
import io.mdis.report.query.FindingPage;
import io.mdis.report.query.FindingQuery;
import io.mdis.report.query.ImageCursor;
import io.mdis.report.query.ImagePage;
import io.mdis.report.query.ImageQuery;
import io.mdis.report.query.ImageReport;
import io.mdis.report.query.PageQuery;
import io.mdis.report.query.RejectionPage;
import io.mdis.report.query.Reports;
import io.mdis.report.rest.Parameters;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The pages: a list of images, and one image with its findings. */
@Path("/")
public final class ReportPages {
  /** To choose from, worst first. */
  static final List<String> SEVERITIES =
      List.of(Severity.values()).reversed().stream().map(Enum::name).toList();

  private final Reports reports;
  private final Alerts alerts;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance images(
        List<ImageView> images,
        String registry,
        String repository,
        String next,
        boolean first,
        long rejected);

    static native TemplateInstance image(
        ImageView image,
        List<AlertView> alerts,
        List<FindingView> findings,
        FindingPage page,
        FindingFilterView filter,
        String previous,
        String next);

    static native TemplateInstance rejections(
        List<RejectionView> rejections, RejectionPage page, String previous, String next);

    static native TemplateInstance problem(String message);
  }

  /**
   * What the findings are narrowed to.
   *
   * @param dimension empty for all
   * @param severity empty for all
   * @param severities to choose from, worst first
   */
  public record FindingFilterView(String dimension, String severity, List<String> severities) {}

  /** Shows the given reports, with the alerts that stand. */
  public ReportPages(Reports reports, Alerts alerts) {
    this.reports = reports;
    this.alerts = alerts;
  }

  /** The list is where people start. */
  @GET
  @Operation(hidden = true)
  public Response start() {
    return Response.seeOther(URI.create("/ui/images")).build();
  }

  /** One page of images. */
  @GET
  @Path("/ui/images")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response images(
      @RestQuery String registry,
      @RestQuery String repository,
      @RestQuery String cursor,
      @RestQuery String limit) {
    return answer(
        () -> {
          ImageQuery query = Parameters.images(registry, repository, cursor, limit);
          ImagePage page = reports.images(query);
          String next =
              page.next()
                  .map(ImageCursor::text)
                  .map(after -> PageLinks.images(query.registry(), query.repository(), after))
                  .orElse("");
          return Templates.images(
              page.images().stream().map(ImageView::of).toList(),
              query.registry().orElse(""),
              query.repository().orElse(""),
              next,
              query.after().isEmpty(),
              reports.rejections(new PageQuery(0, 1)).total());
        });
  }

  /** One image with a page of its findings. */
  @GET
  @Path("/ui/images/{digest}")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response image(
      @RestPath String digest,
      @RestQuery String dimension,
      @RestQuery String severity,
      @RestQuery String page,
      @RestQuery String size) {
    return answer(
        () -> {
          Digest wanted = Parameters.digest(digest);
          FindingQuery query = Parameters.findings(dimension, severity, page, size);
          ImageReport report = reports.image(wanted);
          ImageView image = ImageView.of(report);
          FindingPage found = reports.findings(wanted, query);
          String chosen = Objects.requireNonNullElse(severity, "");
          String named = query.dimension().orElse("");
          return Templates.image(
              image,
              alerts.standing(report.image().digests()).stream().map(AlertView::of).toList(),
              found.findings().stream().map(FindingView::of).toList(),
              found,
              new FindingFilterView(named, chosen, SEVERITIES),
              query.part().page() == 0
                  ? ""
                  : PageLinks.findings(
                      image.digest(), named, chosen, found, query.part().page() - 1),
              query.part().page() + 1 >= found.pages()
                  ? ""
                  : PageLinks.findings(
                      image.digest(), named, chosen, found, query.part().page() + 1));
        });
  }

  /** One page of events that no image could be read for. */
  @GET
  @Path("/ui/rejections")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response rejections(@RestQuery String page, @RestQuery String size) {
    return answer(
        () -> {
          PageQuery query = Parameters.page(page, size);
          RejectionPage found = reports.rejections(query);
          return Templates.rejections(
              found.rejections().stream().map(RejectionView::of).toList(),
              found,
              query.page() == 0 ? "" : PageLinks.rejections(query, query.page() - 1),
              query.page() + 1 >= found.pages()
                  ? ""
                  : PageLinks.rejections(query, query.page() + 1));
        });
  }

  private static Response answer(Supplier<TemplateInstance> page) {
    return Pages.answer(() -> Pages.shown(page.get()));
  }
}
