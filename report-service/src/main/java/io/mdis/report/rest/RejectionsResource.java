package io.mdis.report.rest;

import io.mdis.access.Roles;
import io.mdis.report.query.RejectionPage;
import io.mdis.report.query.Reports;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Accepted events that no image could be read for, as JSON. */
@Path("/rejections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
@RolesAllowed(Roles.VIEWER)
public final class RejectionsResource {
  private final Reports reports;

  /** Answers from the given reports. */
  public RejectionsResource(Reports reports) {
    this.reports = reports;
  }

  /** One page of rejections. */
  @GET
  @RunOnVirtualThread
  @Operation(
      summary = "Accepted events that no image could be read for, newest first",
      description = "Their images were not scanned; the code and the message say why.")
  @APIResponse(responseCode = "200", description = "One page")
  @APIResponse(responseCode = "400", description = "A parameter cannot be used")
  public RejectionPage rejections(
      @Parameter(
              description = "Number of the page",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
          @RestQuery
          String page,
      @Parameter(
              description = "Rejections at most",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "500",
                      defaultValue = "100"))
          @RestQuery
          String size) {
    return reports.rejections(Parameters.page(page, size));
  }
}
