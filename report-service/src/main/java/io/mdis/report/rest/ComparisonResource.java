package io.mdis.report.rest;

import io.mdis.access.ErrorBody;
import io.mdis.access.Roles;
import io.mdis.export.Comparison;
import io.mdis.report.compare.ImageComparisons;
import io.mdis.report.query.PageQuery;
import io.mdis.report.query.ReportProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What differs between two images, as JSON. */
@Path("/images/compare")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
@RolesAllowed(Roles.VIEWER)
public final class ComparisonResource {
  private final ImageComparisons comparisons;
  private final WholeReports turns;

  /** Answers from the given comparisons. */
  public ComparisonResource(ImageComparisons comparisons, WholeReports turns) {
    this.comparisons = comparisons;
    this.turns = turns;
  }

  /** One comparison. */
  @GET
  @RunOnVirtualThread
  @Operation(
      summary = "What is new, fixed and unchanged between two images or tags",
      description =
          "A dimension that says nothing of one of them is not compared: a scan that failed fixes"
              + " nothing. A tag is the newest image that it led to.")
  @APIResponse(
      responseCode = "200",
      description = "The comparison and one page of findings",
      content = @Content(schema = @Schema(implementation = ComparisonBody.class)))
  @APIResponse(
      responseCode = "400",
      description = "A parameter cannot be used; error.field names it",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "404",
      description = "No such image was accepted",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(responseCode = "503", description = "Too many are compared now; try again later")
  public Response compare(
      @Parameter(description = "sha256:… or registry/repository:tag", required = true) @RestQuery
          String from,
      @Parameter(description = "sha256:… or registry/repository:tag", required = true) @RestQuery
          String to,
      @Parameter(description = "os/arch[/variant] of images that are named by a tag") @RestQuery
          String platform,
      @Parameter(description = "Exact name of a dimension") @RestQuery String dimension,
      @Parameter(description = "new, fixed or unchanged") @RestQuery String change,
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
          String size)
      throws InterruptedException {
    PageQuery part = Parameters.page(page, size);
    Optional<Comparison.Kind> kind = Parameters.present(change).map(ComparisonResource::kind);
    try {
      return turns.take(
          () ->
              Response.ok(
                      ComparisonBody.of(
                          comparisons.compare(from, to, Parameters.present(platform)),
                          Parameters.present(dimension),
                          kind,
                          part))
                  .build());
    } catch (WholeReports.BusyException e) {
      return ExportResource.busy();
    }
  }

  private static Comparison.Kind kind(String text) {
    return Arrays.stream(Comparison.Kind.values())
        .filter(kind -> kind.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () -> ReportProblem.invalid("change", "change must be new, fixed or unchanged"));
  }
}
