package io.mdis.report.rest;

import io.mdis.access.Roles;
import io.mdis.report.whitelist.Whitelist;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What was changed about suppressions, by whom and when; nothing of it ever changes. */
@Path("/suppression-log")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Suppressions")
@RolesAllowed(Roles.VIEWER)
public final class SuppressionLogResource {
  private final Whitelist whitelist;

  /** Of the given whitelist. */
  public SuppressionLogResource(Whitelist whitelist) {
    this.whitelist = whitelist;
  }

  /** One page of changes. */
  @GET
  @RunOnVirtualThread
  @Operation(summary = "Changes of suppressions, newest first")
  @APIResponse(
      responseCode = "200",
      description = "One page",
      content = @Content(schema = @Schema(implementation = SuppressionLogBody.class)))
  @APIResponse(responseCode = "400", description = "A parameter cannot be used")
  public SuppressionLogBody log(
      @Parameter(description = "Exact id of an entry") @RestQuery String entry,
      @Parameter(description = "Number of the page, from 0") @RestQuery String page,
      @Parameter(description = "Changes at most, 1 to 500") @RestQuery String size) {
    return SuppressionLogBody.of(
        whitelist.log(Parameters.present(entry), Parameters.page(page, size)));
  }
}
