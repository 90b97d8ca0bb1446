package io.mdis.report.rest;

import io.mdis.access.ErrorBody;
import io.mdis.access.Roles;
import io.mdis.contracts.Digest;
import io.mdis.export.ExportFormat;
import io.mdis.export.ExportFormats;
import io.mdis.export.Report;
import io.mdis.report.export.StoredReports;
import io.mdis.report.query.ReportProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The report of an image as a file for other tools. */
@Path("/images/{digest}/export")
@Tag(name = "Reports")
@RolesAllowed(Roles.VIEWER)
public final class ExportResource {
  private final StoredReports reports;
  private final WholeReports turns;

  /** Writes the given reports. */
  public ExportResource(StoredReports reports, WholeReports turns) {
    this.reports = reports;
    this.turns = turns;
  }

  /** One report. */
  @GET
  @RunOnVirtualThread
  @Operation(
      summary = "The report of an image in a format that other tools read",
      description =
          "Written whole before it is sent, so that a failure is never half a document. A dimension"
              + " without a result says so in every format.")
  @APIResponse(responseCode = "200", description = "The document, with the format's media type")
  @APIResponse(responseCode = "304", description = "It is what If-None-Match names")
  @APIResponse(
      responseCode = "400",
      description = "There is no such format",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(
      responseCode = "404",
      description = "No such image was accepted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ErrorBody.class)))
  @APIResponse(responseCode = "503", description = "Too many are written now; try again later")
  public Response export(
      @Parameter(description = "Manifest digest, sha256:…") @RestPath String digest,
      @Parameter(description = "json, sarif, cyclonedx, spdx, csv, junit or html", required = true)
          @RestQuery
          String format,
      @Context Request request)
      throws IOException, InterruptedException {
    Digest image = Parameters.digest(digest);
    ExportFormat wanted = format(format);
    try {
      return turns.take(() -> answer(image, wanted, request));
    } catch (WholeReports.BusyException e) {
      return busy();
    }
  }

  static Response busy() {
    return ErrorBody.answer(503, "report.busy", "too many whole reports are made now", null)
        .header(HttpHeaders.RETRY_AFTER, 10)
        .build();
  }

  private Response answer(Digest image, ExportFormat format, Request request) throws IOException {
    Report report = reports.report(image, format.needsComponents());
    EntityTag tag = new EntityTag(ReportTag.of(report, format));
    Response.ResponseBuilder same = request.evaluatePreconditions(tag);
    if (same != null) {
      return same.build();
    }
    java.nio.file.Path file = Files.createTempFile("mdis-export", null);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        format.write(report, out);
      }
      long size = Files.size(file);
      // What is open stays readable; nothing is left behind whatever becomes of the request.
      return Response.ok(Files.newInputStream(file), format.mediaType())
          .tag(tag)
          .header(HttpHeaders.CONTENT_LENGTH, size)
          .header(
              HttpHeaders.CONTENT_DISPOSITION,
              "attachment; filename=\"" + name(image, format) + "\"")
          .header("X-Content-Type-Options", "nosniff")
          .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
          .build();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String name(Digest image, ExportFormat format) {
    return "mdis-" + image.hex().substring(0, 12) + "." + format.extension();
  }

  private static ExportFormat format(String name) {
    return Parameters.present(name)
        .map(text -> text.toLowerCase(Locale.ROOT))
        .flatMap(ExportFormats::named)
        .orElseThrow(
            () ->
                ReportProblem.invalid(
                    "format", "format must be one of " + String.join(", ", ExportFormats.names())));
  }
}
