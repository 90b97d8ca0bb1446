package io.mdis.report.rest;

import io.mdis.access.ErrorBody;
import io.mdis.access.Roles;
import io.mdis.report.query.Vulnerabilities;
import io.mdis.report.query.VulnerabilityName;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
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

/** Flaws and the images that have them, as JSON. */
@Path("/vulnerabilities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
@APIResponse(
    responseCode = "400",
    description = "A parameter cannot be used; error.field names it",
    content = @Content(schema = @Schema(implementation = ErrorBody.class)))
@RolesAllowed(Roles.VIEWER)
public final class VulnerabilitiesResource {
  private final Vulnerabilities vulnerabilities;

  /** Answers from the given reports. */
  public VulnerabilitiesResource(Vulnerabilities vulnerabilities) {
    this.vulnerabilities = vulnerabilities;
  }

  /** One flaw in short. */
  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(
      summary = "How many images have a flaw, and which versions mend it",
      description =
          "Counts current results, suppressed findings too. An image whose scan failed or is still"
              + " to come may have it as well.")
  @APIResponse(
      responseCode = "200",
      description = "The flaw; images is 0 where no image is known to have it",
      content = @Content(schema = @Schema(implementation = VulnerabilityBody.class)))
  public VulnerabilityBody vulnerability(
      @Parameter(description = "Any name of the flaw: CVE-…, GHSA-…; capitals make no difference")
          @RestPath
          String id) {
    return VulnerabilityBody.of(vulnerabilities.report(new VulnerabilityName(id)));
  }

  /** One page of images that have a flaw. */
  @GET
  @Path("/{id}/images")
  @RunOnVirtualThread
  @Operation(
      summary = "Images that have a flaw in a current result, by digest",
      description =
          "Deleted images are left out; where many are, a page is short and next still there.")
  @APIResponse(
      responseCode = "200",
      description = "One page",
      content = @Content(schema = @Schema(implementation = AffectedImageListBody.class)))
  public AffectedImageListBody images(
      @Parameter(description = "Any name of the flaw: CVE-…, GHSA-…; capitals make no difference")
          @RestPath
          String id,
      @Parameter(description = "\"next\" of the page before") @RestQuery String cursor,
      @Parameter(
              description = "Images at most",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @RestQuery
          String limit) {
    return AffectedImageListBody.of(
        vulnerabilities.images(Parameters.affectedImages(id, cursor, limit)));
  }
}
