package io.mdis.report.ui;

import io.mdis.access.Roles;
import io.mdis.contracts.Digest;
import io.mdis.report.alert.Alerts;
import io.mdis.report.config.ReportConfig;
import io.mdis.report.query.FindingPage;
import io.mdis.report.query.FindingQuery;
import io.mdis.report.query.FixPlan;
import io.mdis.report.query.ImageReport;
import io.mdis.report.query.ImageSearch;
import io.mdis.report.query.ImageSearchPage;
import io.mdis.report.query.ImageSearchQuery;
import io.mdis.report.query.LayerFindings;
import io.mdis.report.query.PageQuery;
import io.mdis.report.query.Reports;
import io.mdis.report.rest.Parameters;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The list of images, and one image with all that is known of it. */
@Path("/ui/images")
@RolesAllowed(Roles.VIEWER)
public final class ReportPages {
  private final Reports reports;
  private final ImageSearch search;
  private final Alerts alerts;
  private final ReportConfig config;
  private final Pages pages;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance images(
        List<ImageView> images,
        ImageFilterView filter,
        String start,
        String next,
        boolean first,
        long rejected);

    static native TemplateInstance image(
        ImageView image,
        FixView fixes,
        List<LayerView> layers,
        List<AlertView> alerts,
        List<FindingView> findings,
        FindingPage page,
        FindingFilterView filter,
        List<FormatView> formats,
        String previous,
        String next);

    static native TemplateInstance scans(ImageView image);
  }

  /**
   * What the images are narrowed to; empty for all.
   *
   * @param text part of a name or a digest
   * @param project first parts of a repository
   * @param order name of it
   * @param severity at least
   * @param dimension that the status is of
   * @param status of a dimension
   * @param severities to choose from
   * @param dimensions to choose from
   * @param statuses to choose from
   * @param narrowed whether any of them is set
   */
  public record ImageFilterView(
      String text,
      String project,
      String order,
      String severity,
      String dimension,
      String status,
      List<ChoiceView> severities,
      List<ChoiceView> dimensions,
      List<ChoiceView> statuses,
      boolean narrowed) {}

  /**
   * What the findings are narrowed to.
   *
   * @param dimension empty for all
   * @param severity empty for all
   * @param dimensions to choose from
   * @param severities to choose from, worst first
   */
  public record FindingFilterView(
      String dimension,
      String severity,
      List<ChoiceView> dimensions,
      List<ChoiceView> severities) {}

  /** Shows the given reports, and the alerts about an image beside it. */
  public ReportPages(
      Reports reports, ImageSearch search, Alerts alerts, ReportConfig config, Pages pages) {
    this.reports = reports;
    this.search = search;
    this.alerts = alerts;
    this.config = config;
    this.pages = pages;
  }

  /** One page of images. */
  @GET
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response images(
      @RestQuery String text,
      @RestQuery String project,
      @RestQuery String order,
      @RestQuery String severity,
      @RestQuery String dimension,
      @RestQuery String status,
      @RestQuery String cursor,
      @RestQuery String limit) {
    return pages.answer(
        () -> {
          ImageSearchQuery query =
              Parameters.search(text, project, order, severity, dimension, status, cursor, limit);
          ImageSearchPage page = search.find(query);
          return pages.shown(
              Templates.images(
                  page.images().stream().map(ImageView::of).toList(),
                  filter(query),
                  PageLinks.images(query, Optional.empty()),
                  page.next().map(mark -> PageLinks.images(query, Optional.of(mark))).orElse(""),
                  query.after().isEmpty(),
                  reports.rejections(new PageQuery(0, 1)).total()));
        });
  }

  /** One image with a page of its findings. */
  @GET
  @Path("/{digest}")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response image(
      @RestPath String digest,
      @RestQuery String dimension,
      @RestQuery String severity,
      @RestQuery String page,
      @RestQuery String size) {
    return pages.answer(
        () -> {
          Digest wanted = Parameters.digest(digest);
          FindingQuery query = Parameters.findings(dimension, severity, page, size);
          ImageReport report = reports.image(wanted);
          FindingPage found = reports.findings(wanted, query);
          FindingPage urgent =
              reports.findings(
                  wanted,
                  new FindingQuery(
                      Optional.empty(), Set.of(), new PageQuery(0, PageQuery.MAX_SIZE)));
          String chosen = Objects.requireNonNullElse(severity, "");
          String named = query.dimension().orElse("");
          int number = query.part().page();
          return pages.shown(
              Templates.image(
                  ImageView.of(report),
                  FixView.of(FixPlan.of(urgent.findings()), urgent.total()),
                  LayerView.of(report.image(), LayerFindings.of(urgent.findings())),
                  alerts.standing(report.image().digests()).stream().map(AlertView::of).toList(),
                  found.findings().stream().map(FindingView::of).toList(),
                  found,
                  new FindingFilterView(
                      named,
                      chosen,
                      ChoiceView.of(
                          "dimension",
                          report.dimensions().stream().map(one -> one.dimension()).toList()),
                      ChoiceView.SEVERITIES),
                  FormatView.ALL,
                  number == 0
                      ? ""
                      : PageLinks.findings(wanted.toString(), named, chosen, found, number - 1),
                  number + 1 >= found.pages()
                      ? ""
                      : PageLinks.findings(wanted.toString(), named, chosen, found, number + 1)));
        });
  }

  /** The part of an image's page that renews itself while scans are to come. */
  @GET
  @Path("/{digest}/scans")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response scans(@RestPath String digest) {
    return pages.answer(
        () -> pages.shown(Templates.scans(ImageView.of(reports.image(Parameters.digest(digest))))));
  }

  private ImageFilterView filter(ImageSearchQuery query) {
    return new ImageFilterView(
        query.text().orElse(""),
        query.project().orElse(""),
        query.order().name(),
        query.atLeast().map(Enum::name).orElse(""),
        query.dimension().orElse(""),
        PageLinks.joined(query.statuses(), Enum::name),
        ChoiceView.SEVERITIES,
        ChoiceView.of("dimension", config.dimensions()),
        ChoiceView.STATUSES,
        query.text().isPresent()
            || query.project().isPresent()
            || query.atLeast().isPresent()
            || !query.statuses().isEmpty());
  }
}
