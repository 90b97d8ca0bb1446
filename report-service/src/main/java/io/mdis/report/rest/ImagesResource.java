package io.mdis.report.rest;

import io.mdis.access.ErrorBody;
import io.mdis.access.Roles;
import io.mdis.report.query.FindingPage;
import io.mdis.report.query.Reports;
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

/** Images and what was found in them, as JSON. */
@Path("/images")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
@APIResponse(
    responseCode = "400",
    description = "A parameter cannot be used; error.field names it",
    content = @Content(schema = @Schema(implementation = ErrorBody.class)))
@RolesAllowed(Roles.VIEWER)
public final class ImagesResource {
  private final Reports reports;

  /** Answers from the given reports. */
  public ImagesResource(Reports reports) {
    this.reports = reports;
  }

  /** One page of images. */
  @GET
  @RunOnVirtualThread
  @Operation(
      summary = "Accepted images, newest first",
      description = "An expected dimension without a result is PENDING, never clean.")
  @APIResponse(
      responseCode = "200",
      description = "One page",
      content = @Content(schema = @Schema(implementation = ImageListBody.class)))
  public ImageListBody images(
      @Parameter(description = "Exact host and port") @RestQuery String registry,
      @Parameter(description = "Exact path below the registry") @RestQuery String repository,
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
    return ImageListBody.of(reports.images(Parameters.images(registry, repository, cursor, limit)));
  }

  /** One image. */
  @GET
  @Path("/{digest}")
  @RunOnVirtualThread
  @Operation(summary = "An image and the result of every dimension")
  @APIResponse(
      responseCode = "200",
      description = "The image",
      content = @Content(schema = @Schema(implementation = ImageBody.class)))
  @APIResponse(
      responseCode = "404",
      description = "No such image was accepted",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  public ImageBody image(
      @Parameter(description = "Manifest digest, sha256:…") @RestPath String digest) {
    return ImageBody.complete(reports.image(Parameters.digest(digest)));
  }

  /** One page of findings of one image. */
  @GET
  @Path("/{digest}/findings")
  @RunOnVirtualThread
  @Operation(
      summary = "Findings of an image's current results",
      description = "What a person should look at first, by priority or severity, then by id.")
  @APIResponse(
      responseCode = "200",
      description = "One page",
      content = @Content(schema = @Schema(implementation = FindingPage.class)))
  @APIResponse(
      responseCode = "404",
      description = "No such image was accepted",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  public FindingPage findings(
      @Parameter(description = "Manifest digest, sha256:…") @RestPath String digest,
      @Parameter(description = "Exact name of a dimension") @RestQuery String dimension,
      @Parameter(description = "Exact severities, separated by commas: CRITICAL,HIGH") @RestQuery
          String severity,
      @Parameter(
              description = "Number of the page",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
          @RestQuery
          String page,
      @Parameter(
              description = "Findings at most",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "500",
                      defaultValue = "100"))
          @RestQuery
          String size) {
    return reports.findings(
        Parameters.digest(digest), Parameters.findings(dimension, severity, page, size));
  }
}
