package io.mdis.report.rest;

import io.mdis.access.ErrorBody;
import io.mdis.access.Roles;
import io.mdis.report.query.ReportProblem;
import io.mdis.report.whitelist.SourceOutcome;
import io.mdis.report.whitelist.Whitelist;
import io.mdis.suppression.Origin;
import io.mdis.suppression.vex.VexDocument;
import io.mdis.suppression.vex.VexReader;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** VEX documents: taken as a whole, and replaced by the next edition of the same document. */
@Path("/vex")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Suppressions")
@APIResponse(
    responseCode = "400",
    description = "It is no VEX document, or beyond the bounds; the message says why",
    content = @Content(schema = @Schema(implementation = ErrorBody.class)))
@RolesAllowed(Roles.VIEWER)
public final class VexResource {
  private final Whitelist whitelist;
  private final SecurityIdentity caller;

  /** Over the given whitelist; who calls is written down. */
  public VexResource(Whitelist whitelist, SecurityIdentity caller) {
    this.whitelist = whitelist;
    this.caller = caller;
  }

  /**
   * Documents by their ids.
   *
   * @param documents sorted
   */
  public record DocumentListBody(List<String> documents) {}

  /**
   * What came of a document.
   *
   * @param document its id, by which a later edition replaces it
   * @param format OpenVEX, CSAF or CycloneDX
   * @param outcome how many entries are new, changed, removed and unchanged
   * @param skipped statements that can't be used
   * @param skipReasons why, some of them
   */
  public record DocumentBody(
      String document,
      String format,
      SourceOutcome outcome,
      int skipped,
      List<String> skipReasons) {}

  /** Ids of the documents that there are. */
  @GET
  @RunOnVirtualThread
  @Operation(summary = "Ids of VEX documents; GET /suppressions?origin=vex has what they say")
  @APIResponse(responseCode = "200", description = "All of them")
  public DocumentListBody list() {
    return new DocumentListBody(whitelist.sources(Origin.VEX));
  }

  /** Takes a document. */
  @POST
  @RolesAllowed(Roles.ANALYST)
  @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  @RunOnVirtualThread
  @Operation(
      summary = "Take an OpenVEX, CSAF VEX or CycloneDX document, 8 MiB at most",
      description =
          "Replaces what the document of the same id said before. Statements that name no product"
              + " by a purl are left out and told.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
  @APIResponse(
      responseCode = "200",
      description = "Taken",
      content = @Content(schema = @Schema(implementation = DocumentBody.class)))
  @APIResponse(responseCode = "409", description = "An id is that of an entry from elsewhere")
  public DocumentBody take(byte[] body) {
    VexDocument document;
    try {
      document = VexReader.read(body == null ? new byte[0] : body, "VEX document");
    } catch (IOException e) {
      throw ReportProblem.invalid("body", e.getMessage());
    }
    SourceOutcome outcome = whitelist.replace(Origin.VEX, document.id(), document.entries(), by());
    return new DocumentBody(
        document.id(), document.format(), outcome, document.skipped(), document.skipReasons());
  }

  /** Removes a document. */
  @DELETE
  @RolesAllowed(Roles.ANALYST)
  @RunOnVirtualThread
  @Operation(summary = "Remove a document with all that it says")
  @APIResponse(responseCode = "204", description = "Removed; the findings count again")
  @APIResponse(responseCode = "404", description = "There is no such document")
  public void remove(@Parameter(description = "Id of the document") @RestQuery String document) {
    if (document == null || !whitelist.sources(Origin.VEX).contains(document)) {
      throw ReportProblem.unknown(
          "vex.unknown", "there is no such document; GET /vex lists those that there are");
    }
    SourceOutcome unused = whitelist.replace(Origin.VEX, document, List.of(), by());
  }

  private String by() {
    return caller.getPrincipal().getName();
  }
}
