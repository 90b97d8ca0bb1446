package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.access.Roles;
import io.mdis.report.notify.Batch;
import io.mdis.report.notify.DeliveryException;
import io.mdis.report.notify.Notifications;
import io.mdis.report.notify.ReceiverStatus;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Who is told of alerts, whether it works, and what could not be told. */
@Path("/notifications")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "Alerts")
public final class NotificationsResource {
  private static final Logger LOG = Logger.getLogger(NotificationsResource.class);

  private final Notifications notifications;
  private final SecurityIdentity caller;

  /** Over the given notifications; who calls is written into the log. */
  public NotificationsResource(Notifications notifications, SecurityIdentity caller) {
    this.notifications = notifications;
    this.caller = caller;
  }

  /**
   * A receiver.
   *
   * @param name as configured
   * @param kind such as {@code slack}
   * @param place host or addresses; never the whole address of a webhook
   * @param waiting alerts that it is still to be told of
   * @param dead alerts among its dead letters
   * @param failures in a row
   * @param lastError absent when the last sending went well
   * @param lastSentAt UTC; absent for never
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ReceiverBody(
      String name,
      String kind,
      String place,
      long waiting,
      long dead,
      int failures,
      String lastError,
      Instant lastSentAt) {

    static ReceiverBody of(ReceiverStatus status) {
      return new ReceiverBody(
          status.receiver().name(),
          status.receiver().kind(),
          status.receiver().place(),
          status.waiting(),
          status.dead(),
          status.state().failures(),
          status.state().lastError().orElse(null),
          status.state().lastSentAt().orElse(null));
    }
  }

  /**
   * Receivers by name.
   *
   * @param receivers all of them
   */
  public record ReceiverListBody(List<ReceiverBody> receivers) {}

  /**
   * What came of a test.
   *
   * @param delivered whether the receiver took it
   * @param error why not; absent when it did
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TestBody(boolean delivered, String error) {}

  /**
   * Dead letters, newest first.
   *
   * @param deadLetters the newest ones
   */
  public record DeadLetterListBody(List<Batch> deadLetters) {}

  /** The receivers. */
  @GET
  @Path("/receivers")
  @RunOnVirtualThread
  @Operation(summary = "Who is told of alerts, and how it stands with each")
  @APIResponse(responseCode = "200", description = "All of them")
  public ReceiverListBody receivers() {
    return new ReceiverListBody(notifications.status().stream().map(ReceiverBody::of).toList());
  }

  /** Tries a receiver. */
  @POST
  @Path("/receivers/{name}/test")
  @RunOnVirtualThread
  @Operation(summary = "Send a receiver a message that tells of nothing, at once")
  @APIResponse(responseCode = "200", description = "Whether it was taken, and why not")
  @APIResponse(responseCode = "404", description = "There is no such receiver")
  public TestBody test(@RestPath String name) {
    try {
      notifications.test(name);
      return new TestBody(true, null);
    } catch (DeliveryException e) {
      return new TestBody(false, e.getMessage());
    }
  }

  /** What could not be told. */
  @GET
  @Path("/dead-letters")
  @RunOnVirtualThread
  @Operation(summary = "What was given up on, newest first")
  @APIResponse(responseCode = "200", description = "The newest ones, 200 at most")
  public DeadLetterListBody deadLetters(
      @Parameter(description = "Exact name of a receiver") @RestQuery String receiver) {
    return new DeadLetterListBody(notifications.deadLetters(Parameters.present(receiver)));
  }

  /** Takes a dead letter up again. */
  @POST
  @Path("/dead-letters/{id}/replay")
  @RunOnVirtualThread
  @Operation(summary = "Send a dead letter again, with the id that it had")
  @APIResponse(responseCode = "204", description = "It is sent again soon")
  @APIResponse(responseCode = "404", description = "There is no such dead letter")
  public void replay(@RestPath String id) {
    notifications.replay(id);
    LOG.infof("dead letter %s is sent again, asked for by %s", id, caller.getPrincipal().getName());
  }
}
