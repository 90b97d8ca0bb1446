package io.mdis.report.ui;

import io.mdis.access.Roles;
import io.mdis.report.query.PageQuery;
import io.mdis.report.query.RejectionPage;
import io.mdis.report.query.ReportProblem;
import io.mdis.report.query.Reports;
import io.mdis.report.queue.DeadLetter;
import io.mdis.report.queue.GroupBacklog;
import io.mdis.report.queue.LetterId;
import io.mdis.report.queue.Queues;
import io.mdis.report.rest.Parameters;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The pages of what waits, what was given up on, and what no image could be read for. */
@Path("/ui")
@RolesAllowed(Roles.VIEWER)
public final class QueuePages {
  private static final String PAGE = "/ui/queue";

  private final Queues queues;
  private final Reports reports;
  private final SecurityIdentity caller;
  private final Pages pages;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance queue(
        List<GroupBacklog> backlog,
        List<LetterView> letters,
        boolean away,
        boolean sent,
        long rejected);

    static native TemplateInstance backlog(List<GroupBacklog> backlog, boolean away);

    static native TemplateInstance rejections(
        List<RejectionView> rejections, RejectionPage page, String previous, String next);
  }

  /**
   * A dead letter on the page; what is not known is empty.
   *
   * @param id of it
   * @param group that gave up
   * @param key image or repository
   * @param at when it was given up on
   * @param error why
   * @param replayedBy who sent it again
   * @param replayedAt when
   */
  public record LetterView(
      String id,
      String group,
      String key,
      String at,
      String error,
      String replayedBy,
      String replayedAt) {

    static LetterView of(DeadLetter letter) {
      return new LetterView(
          letter.id().text(),
          letter.group(),
          letter.key(),
          Times.text(letter.at()),
          letter.error(),
          letter.replay().map(DeadLetter.Replay::by).orElse(""),
          letter.replay().map(replay -> Times.text(replay.at())).orElse(""));
    }
  }

  /** Shows the given queues; who calls answers for replays. */
  public QueuePages(Queues queues, Reports reports, SecurityIdentity caller, Pages pages) {
    this.queues = queues;
    this.reports = reports;
    this.caller = caller;
    this.pages = pages;
  }

  /** What waits, and what was given up on. */
  @GET
  @Path("/queue")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response queue(@RestQuery String sent) {
    return pages.answer(
        () -> {
          long rejected = reports.rejections(new PageQuery(0, 1)).total();
          try {
            return pages.shown(
                Templates.queue(
                    queues.backlog(),
                    queues.deadLetters().stream().map(LetterView::of).toList(),
                    false,
                    sent != null,
                    rejected));
          } catch (IOException e) {
            return pages.shown(Templates.queue(List.of(), List.of(), true, false, rejected));
          }
        });
  }

  /** The part of the page that renews itself. */
  @GET
  @Path("/queue/backlog")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response backlog() {
    return pages.answer(
        () -> {
          try {
            return pages.shown(Templates.backlog(queues.backlog(), false));
          } catch (IOException e) {
            return pages.shown(Templates.backlog(List.of(), true));
          }
        });
  }

  /** Sends a dead letter to its group again. */
  @POST
  @Path("/queue/replay")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.OPERATOR)
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response replay(@RestForm String letter) {
    return pages.answer(
        () -> {
          try {
            queues.replay(LetterId.parse(letter), caller.getPrincipal().getName());
          } catch (IOException e) {
            throw ReportProblem.conflict("broker.away", String.valueOf(e.getMessage()));
          }
          return Response.seeOther(URI.create(PAGE + "?sent=1")).build();
        });
  }

  /** One page of events that no image could be read for. */
  @GET
  @Path("/rejections")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response rejections(@RestQuery String page, @RestQuery String size) {
    return pages.answer(
        () -> {
          PageQuery query = Parameters.page(page, size);
          RejectionPage found = reports.rejections(query);
          return pages.shown(
              Templates.rejections(
                  found.rejections().stream().map(RejectionView::of).toList(),
                  found,
                  query.page() == 0 ? "" : PageLinks.rejections(query, query.page() - 1),
                  query.page() + 1 >= found.pages()
                      ? ""
                      : PageLinks.rejections(query, query.page() + 1)));
        });
  }
}
