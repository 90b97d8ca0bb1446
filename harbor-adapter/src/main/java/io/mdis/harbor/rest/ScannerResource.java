package io.mdis.harbor.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.access.Roles;
import io.mdis.harbor.report.ReportForm;
import io.mdis.harbor.report.ReportMaker;
import io.mdis.harbor.report.ScannerName;
import io.mdis.harbor.scan.ImageState;
import io.mdis.harbor.scan.ScanDesk;
import io.mdis.harbor.scan.ScanProgress;
import io.mdis.harbor.scan.ScanRequest;
import io.quarkus.security.ForbiddenException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Where Harbor asks. Harbor wants just the documented status, waits 5 s for an answer as a whole,
 * and takes any other answer to a poll for the end of the scan.
 */
@Path("/api/v1")
@Produces(MediaType.WILDCARD)
@Tag(name = "Harbor scanner")
@RolesAllowed(Roles.HARBOR)
public class ScannerResource {
  private static final Logger LOG = Logger.getLogger(ScannerResource.class);

  /** Harbor reads it as a signed byte of seconds. */
  private static final int REFRESH_AFTER_SECONDS = 5;

  private final ScanRequestReader requests;
  private final ScanDesk desk;
  private final ReportMaker reports;
  private final ImageState images;
  private final ScannerName scanner;
  private final ObjectMapper json;

  /** Asks these. */
  public ScannerResource(
      ScanRequestReader requests,
      ScanDesk desk,
      ReportMaker reports,
      ImageState images,
      ScannerName scanner,
      ObjectMapper json) {
    this.requests = requests;
    this.desk = desk;
    this.reports = reports;
    this.images = images;
    this.scanner = scanner;
    this.json = json;
  }

  /** What can be scanned, and in which forms it is told. */
  @GET
  @Path("/metadata")
  @RunOnVirtualThread
  @Operation(summary = "What this scanner can do")
  public Response metadata() {
    return answer(200, MimeTypes.METADATA, MetadataBody.of(scanner, knowledgeSince()));
  }

  /** Takes a scan; it is kept when the answer comes. */
  @POST
  @Path("/scan")
  @Consumes(MediaType.WILDCARD)
  @RunOnVirtualThread
  @Operation(summary = "Have an image scanned")
  @APIResponse(responseCode = "202", description = "Kept; ask for its report by the id")
  @APIResponse(responseCode = "400", description = "No scan request")
  @APIResponse(responseCode = "422", description = "A field is wrong")
  @APIResponse(responseCode = "500", description = "The broker or the database is away")
  @APIResponse(responseCode = "501", description = "Another kind of scan is wanted")
  public Response scan(byte[] body) throws Refusal {
    ScanRequest request = requests.read(body);
    if (request.authorization().isPresent() && !desk.takesLogins()) {
      throw new Refusal(
          500, "no login can be taken: set mdis.registry.loan-key-file for every service");
    }
    try {
      String id = desk.take(request);
      LOG.infof("scan %s of %s was asked for", id, request);
      return answer(202, MimeTypes.SCAN_RESPONSE, Map.of("id", id));
    } catch (IOException e) {
      LOG.warnf("scan of %s was not taken: %s", request, e.getMessage());
      throw new Refusal(500, "the message broker did not take the scan; ask for it again");
    }
  }

  /** The report, or when to ask again. */
  @GET
  @Path("/scan/{id}/report")
  @RunOnVirtualThread
  @Operation(summary = "The report of a scan")
  @APIResponse(responseCode = "200", description = "The report")
  @APIResponse(responseCode = "302", description = "Not yet; again after Refresh-After seconds")
  @APIResponse(responseCode = "404", description = "No such scan")
  @APIResponse(responseCode = "500", description = "There is no statement about the image")
  @APIResponse(responseCode = "501", description = "Reports have no such form")
  public Response report(@PathParam("id") String id, @HeaderParam(HttpHeaders.ACCEPT) String accept)
      throws Refusal {
    ReportForm form =
        ReportForm.accepted(accept)
            .orElseThrow(() -> new Refusal(501, "reports are " + ReportForm.SECURITY.mimeType()));
    return switch (desk.progress(id)) {
      case ScanProgress.Unknown() -> throw new Refusal(404, "no such scan; ask for it again");
      case ScanProgress.Running() ->
          Response.status(302).header("Refresh-After", REFRESH_AFTER_SECONDS).build();
      case ScanProgress.Failed failed -> throw new Refusal(500, failed.message());
      case ScanProgress.Finished finished ->
          answer(200, form.mimeType(), reports.make(finished, form));
    };
  }

  /** Tells a refusal as the API wants it. */
  @ServerExceptionMapper
  public Response refused(Refusal refusal) {
    return problem(refusal.status(), refusal.getMessage());
  }

  /** A token of another role. */
  @ServerExceptionMapper
  public Response refused(ForbiddenException refusal) {
    return problem(403, "the token is of a role that may not ask for scans; harbor and admin may");
  }

  /** 500 without the cause, which is in the log. */
  @ServerExceptionMapper
  public Response failed(RuntimeException failure) {
    LOG.error("request failed", failure);
    return problem(500, "the request failed; the log of MDIS says why");
  }

  private Optional<Instant> knowledgeSince() {
    try {
      return images.knowledgeSince();
    } catch (RuntimeException e) {
      // Harbor asks on its pages; they must not break with the database.
      LOG.debugf("the age of what is known can't be read: %s", e.getMessage());
      return Optional.empty();
    }
  }

  private Response problem(int status, String message) {
    return answer(status, MimeTypes.ERROR, Map.of("error", Map.of("message", message)));
  }

  /** Written here: no writer of the framework serves {@code vulnerability.report} without +json. */
  private Response answer(int status, String mimeType, Object body) {
    try {
      return Response.status(status)
          .header(HttpHeaders.CONTENT_TYPE, mimeType)
          .entity(json.writeValueAsBytes(body))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every answer can be written as JSON", e);
    }
  }
}
