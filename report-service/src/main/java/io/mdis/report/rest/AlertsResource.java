package io.mdis.report.rest;

import io.mdis.access.ErrorBody;
import io.mdis.access.Roles;
import io.mdis.report.alert.AlertBody;
import io.mdis.report.alert.AlertChangePage;
import io.mdis.report.alert.Alerts;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Alerts and who answered for them, as JSON. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
@APIResponse(
    responseCode = "400",
    description = "A parameter cannot be used; error.field names it",
    content = @Content(schema = @Schema(implementation = ErrorBody.class)))
@RolesAllowed(Roles.VIEWER)
public final class AlertsResource {
  private final Alerts alerts;
  private final SecurityIdentity caller;

  /** Over the given alerts; who calls answers for what is acknowledged. */
  public AlertsResource(Alerts alerts, SecurityIdentity caller) {
    this.alerts = alerts;
    this.caller = caller;
  }

  /**
   * What is said when an alert is acknowledged.
   *
   * @param comment what is known of it
   */
  public record AcknowledgementBody(String comment) {}

  /** One page of alerts. */
  @GET
  @Path("/alerts")
  @RunOnVirtualThread
  @Operation(
      summary = "Alerts, newest first",
      description =
          "An alert is open until somebody acknowledges it, and closed when what it tells of is"
              + " over. That an image was tampered with is never over by itself.")
  @APIResponse(
      responseCode = "200",
      description = "One page",
      content = @Content(schema = @Schema(implementation = AlertListBody.class)))
  public AlertListBody list(
      @Parameter(description = "open, acknowledged or closed; several separated by commas")
          @RestQuery
          String state,
      @Parameter(description = "Exact kind, such as trust.tampered") @RestQuery String kind,
      @Parameter(description = "Exact severities, separated by commas: CRITICAL,HIGH") @RestQuery
          String severity,
      @Parameter(description = "Manifest digest, sha256:…") @RestQuery String image,
      @Parameter(description = "\"next\" of the page before") @RestQuery String cursor,
      @Parameter(
              description = "Alerts at most",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @RestQuery
          String limit) {
    return AlertListBody.of(
        alerts.list(Parameters.alerts(state, kind, severity, image, cursor, limit)));
  }

  /** One alert. */
  @GET
  @Path("/alerts/{id}")
  @RunOnVirtualThread
  @Operation(summary = "One alert with its evidence")
  @APIResponse(
      responseCode = "200",
      description = "The alert",
      content = @Content(schema = @Schema(implementation = AlertBody.class)))
  @APIResponse(responseCode = "404", description = "There is no such alert")
  public AlertBody one(@RestPath String id) {
    return AlertBody.of(alerts.find(id));
  }

  /** Has the caller answer for an open alert. */
  @POST
  @Path("/alerts/{id}/acknowledgement")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ANALYST)
  @RunOnVirtualThread
  @Operation(
      summary = "Acknowledge an alert",
      description = "Needs a comment. Who calls is written down for good, with the comment.")
  @APIResponse(
      responseCode = "200",
      description = "Acknowledged",
      content = @Content(schema = @Schema(implementation = AlertBody.class)))
  @APIResponse(responseCode = "404", description = "There is no such alert")
  @APIResponse(responseCode = "409", description = "It is not open, or not any more")
  public AlertBody acknowledge(@RestPath String id, AcknowledgementBody body) {
    return AlertBody.of(
        alerts.acknowledge(
            id, caller.getPrincipal().getName(), body == null ? null : body.comment()));
  }

  /** One page of what was done about alerts. */
  @GET
  @Path("/alert-log")
  @RunOnVirtualThread
  @Operation(summary = "What became of alerts, by whom and when, newest first; it never changes")
  @APIResponse(
      responseCode = "200",
      description = "One page",
      content = @Content(schema = @Schema(implementation = AlertChangePage.class)))
  public AlertChangePage log(
      @Parameter(description = "Exact id of an alert") @RestQuery String alert,
      @Parameter(description = "Number of the page, from 0") @RestQuery String page,
      @Parameter(description = "Changes at most, 1 to 500") @RestQuery String size) {
    return alerts.log(Parameters.present(alert), Parameters.page(page, size));
  }
}
