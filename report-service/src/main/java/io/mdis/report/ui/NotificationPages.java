package io.mdis.report.ui;

import io.mdis.access.Roles;
import io.mdis.report.notify.Batch;
import io.mdis.report.notify.DeliveryException;
import io.mdis.report.notify.Notifications;
import io.mdis.report.notify.ReceiverStatus;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** The page of who is told of alerts, with what could not be told. */
@Path("/ui/notifications")
@RolesAllowed(Roles.OPERATOR)
public final class NotificationPages {
  private final Notifications notifications;
  private final Pages pages;

  /** The templates, checked against these types when the service is built. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance notifications(
        List<ReceiverView> receivers, List<DeadLetterView> dead, String tried);
  }

  /**
   * A receiver on the page; what is not known is empty.
   *
   * @param name as configured
   * @param kind such as {@code slack}
   * @param place host or addresses
   * @param waiting alerts that it is still to be told of
   * @param dead alerts among its dead letters
   * @param error why the last sending failed
   * @param sentAt when it took something last
   */
  public record ReceiverView(
      String name,
      String kind,
      String place,
      long waiting,
      long dead,
      String error,
      String sentAt) {

    static ReceiverView of(ReceiverStatus status) {
      return new ReceiverView(
          status.receiver().name(),
          status.receiver().kind(),
          status.receiver().place(),
          status.waiting(),
          status.dead(),
          status.state().lastError().orElse(""),
          status.state().lastSentAt().map(Times::text).orElse(""));
    }
  }

  /**
   * A dead letter on the page.
   *
   * @param id of the notification
   * @param receiver name
   * @param alerts how many it tells
   * @param error why it was given up on
   * @param madeAt when it was put together
   */
  public record DeadLetterView(
      String id, String receiver, int alerts, String error, String madeAt) {

    static DeadLetterView of(Batch batch) {
      return new DeadLetterView(
          batch.id(),
          batch.receiver(),
          batch.alerts().size(),
          batch.error(),
          Times.text(batch.madeAt()));
    }
  }

  /** Shows the given notifications. */
  public NotificationPages(Notifications notifications, Pages pages) {
    this.pages = pages;
    this.notifications = notifications;
  }

  /** The page. */
  @GET
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response page() {
    return shown("");
  }

  /** Tries a receiver, and tells what came of it. */
  @POST
  @Path("/receivers/{name}/test")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response test(@RestPath String name) {
    return pages.answer(
        () -> {
          try {
            notifications.test(name);
            return shown(name + " took the test.");
          } catch (DeliveryException e) {
            return shown(name + " did not take the test: " + e.getMessage());
          }
        });
  }

  /** Takes a dead letter up again. */
  @POST
  @Path("/dead-letters/{id}/replay")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response replay(@RestPath String id) {
    return pages.answer(
        () -> {
          notifications.replay(id);
          return Response.seeOther(URI.create("/ui/notifications")).build();
        });
  }

  private Response shown(String tried) {
    return pages.shown(
        Templates.notifications(
            notifications.status().stream().map(ReceiverView::of).toList(),
            notifications.deadLetters(Optional.empty()).stream().map(DeadLetterView::of).toList(),
            tried));
  }
}
