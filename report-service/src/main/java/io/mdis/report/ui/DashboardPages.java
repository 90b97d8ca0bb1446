package io.mdis.report.ui;

import io.mdis.access.Roles;
import io.mdis.contracts.Severity;
import io.mdis.report.alert.AlertQuery;
import io.mdis.report.alert.AlertState;
import io.mdis.report.alert.Alerts;
import io.mdis.report.dashboard.Dashboard;
import io.mdis.report.dashboard.DayCounts;
import io.mdis.report.query.ImageOrder;
import io.mdis.report.query.ImageQuery;
import io.mdis.report.query.ImageSearch;
import io.mdis.report.query.ImageSearchQuery;
import io.mdis.report.query.Reports;
import io.mdis.report.queue.GroupBacklog;
import io.mdis.report.queue.Queues;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The overview: what needs action today. */
@Path("/ui")
@RolesAllowed(Roles.VIEWER)
public final class DashboardPages {
  private static final int FEW = 8;

  /** Images whose results tell which knowledge is in use. */
  private static final int RECENT = 20;

  private final Dashboard dashboard;
  private final ImageSearch search;
  private final Reports reports;
  private final Alerts alerts;
  private final Queues queues;
  private final Pages pages;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance dashboard(
        TilesView tiles,
        List<DayView> days,
        List<ImageView> worst,
        List<AlertView> alerts,
        List<GroupBacklog> backlog,
        List<KnowledgeView> knowledge);
  }

  /**
   * The numbers at the head; what is not known is empty.
   *
   * @param tampered images that are not what was measured
   * @param open alerts
   * @param counted when the images were counted
   * @param images that are watched
   * @param critical images with a critical finding
   * @param incomplete images that are not fully scanned
   * @param waiting messages
   * @param dead messages that were given up on
   */
  public record TilesView(
      long tampered,
      String open,
      String counted,
      long images,
      long critical,
      long incomplete,
      Optional<Long> waiting,
      Optional<Long> dead) {}

  /** Shows what these tell. */
  public DashboardPages(
      Dashboard dashboard,
      ImageSearch search,
      Reports reports,
      Alerts alerts,
      Queues queues,
      Pages pages) {
    this.dashboard = dashboard;
    this.search = search;
    this.reports = reports;
    this.alerts = alerts;
    this.queues = queues;
    this.pages = pages;
  }

  /** The overview. */
  @GET
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response overview() {
    return pages.answer(
        () -> {
          List<DayCounts> days = dashboard.days();
          Optional<List<GroupBacklog>> backlog = backlog();
          return pages.shown(
              Templates.dashboard(
                  tiles(days, backlog),
                  days.stream().map(DayView::of).toList(),
                  worst(),
                  openAlerts(),
                  backlog.orElse(List.of()),
                  KnowledgeView.of(recent())));
        });
  }

  private TilesView tiles(List<DayCounts> days, Optional<List<GroupBacklog>> backlog) {
    Optional<DayCounts> last = days.isEmpty() ? Optional.empty() : Optional.of(days.getLast());
    return new TilesView(
        openAlerts().stream().filter(AlertView::tampering).count(),
        OpenAlerts.text(alerts),
        last.map(counts -> Times.text(counts.at())).orElse(""),
        last.map(DayCounts::images).orElse(0L),
        last.map(counts -> counts.of(Severity.CRITICAL)).orElse(0L),
        last.map(DayCounts::incomplete).orElse(0L),
        backlog.map(groups -> groups.stream().mapToLong(one -> one.waiting() + one.retry()).sum()),
        backlog.map(groups -> groups.stream().mapToLong(GroupBacklog::dead).sum()));
  }

  private Optional<List<GroupBacklog>> backlog() {
    try {
      return Optional.of(queues.backlog());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private List<ImageView> worst() {
    return search
        .find(
            new ImageSearchQuery(
                Optional.empty(),
                Optional.empty(),
                ImageOrder.WORST,
                Optional.of(Severity.UNKNOWN),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                FEW))
        .images()
        .stream()
        .map(ImageView::of)
        .toList();
  }

  private List<AlertView> openAlerts() {
    return alerts
        .list(
            new AlertQuery(
                Set.of(AlertState.OPEN),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                FEW))
        .alerts()
        .stream()
        .map(AlertView::of)
        .toList();
  }

  private List<io.mdis.report.query.ImageReport> recent() {
    return reports
        .images(new ImageQuery(Optional.empty(), Optional.empty(), Optional.empty(), RECENT))
        .images()
        .stream()
        .limit(RECENT)
        .map(report -> reports.image(report.image().digest()))
        .toList();
  }
}
