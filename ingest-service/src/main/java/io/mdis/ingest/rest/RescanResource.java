package io.mdis.ingest.rest;

import io.mdis.access.ErrorBody;
import io.mdis.access.Roles;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadParser;
import io.mdis.ingest.rescan.RequestedRescan;
import io.mdis.ingest.rescan.Rescan;
import io.mdis.ingest.rescan.RescanDesk;
import io.mdis.ingest.rescan.RescanDesk.Answer;
import io.mdis.ingest.rescan.RescanRequest;
import io.mdis.ingest.rescan.RescanStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a person has stored images scanned again. */
@Path("/rescans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rescans")
@RolesAllowed(Roles.VIEWER)
public class RescanResource {
  private static final int SHOWN = 50;
  private static final int RETRY_AFTER_SECONDS = 60;

  private final PayloadParser parser;
  private final RescanDesk desk;
  private final RescanStore store;

  /** Asks the desk, and tells what the store has. */
  public RescanResource(PayloadParser parser, RescanDesk desk, RescanStore store) {
    this.parser = parser;
    this.desk = desk;
    this.store = store;
  }

  /** Takes one request; it is kept when the answer comes. */
  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      summary = "Scan stored images again",
      description =
          "{\"image\": \"registry/repository:tag\", \"registry/repository@digest\" or a digest} or"
              + " {\"all\": true, \"registry\"?, \"repository\"? (\"team/*\" for all below)}; with"
              + " \"reason\"? DEEP (layers are read again) or RESCAN (what has no current result or"
              + " a FAILED one) and \"dimensions\"? [\"malware\", …]. Asking again for what is open"
              + " gives the same id. Images are handed on slowly; a push goes before them.")
  @APIResponse(responseCode = "202", description = "Kept; GET tells how far it is")
  @APIResponse(responseCode = "400", description = "A field is malformed")
  @APIResponse(responseCode = "404", description = "No stored image is meant")
  @APIResponse(responseCode = "422", description = "Nothing scans along one of the dimensions")
  @APIResponse(responseCode = "429", description = "Too many are open")
  public Response request(byte[] body, @Context SecurityContext caller) {
    RescanRequest request;
    try {
      request = RequestedRescan.read(parser.parse(body));
    } catch (PayloadException e) {
      return ErrorBody.answer(400, "rescan.malformed", e.getMessage(), e.field()).build();
    }
    String by = caller.getUserPrincipal() == null ? "" : caller.getUserPrincipal().getName();
    return answer(desk.take(request, by));
  }

  /** The latest rescans. */
  @GET
  @RunOnVirtualThread
  @Operation(summary = "Rescans, newest first; the last 50")
  public RescanList rescans() {
    return new RescanList(store.latest(SHOWN).stream().map(RescanBody::of).toList());
  }

  /** One rescan. */
  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(summary = "How far a rescan is")
  @APIResponse(responseCode = "404", description = "No such rescan")
  public Response rescan(@PathParam("id") String id) {
    return shown(store.find(id));
  }

  /** Calls one off. */
  @DELETE
  @RolesAllowed(Roles.OPERATOR)
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(
      summary = "Call a rescan off",
      description = "What the workers have already is scanned. One that is done stays as it is.")
  @APIResponse(responseCode = "404", description = "No such rescan")
  public Response cancel(@PathParam("id") String id) {
    store.cancel(id, Instant.now());
    return shown(store.find(id));
  }

  private static Response shown(Optional<Rescan> rescan) {
    return rescan
        .map(found -> Response.ok(RescanBody.of(found)))
        .orElseGet(() -> ErrorBody.answer(404, "rescan.unknown", "there is no such rescan", null))
        .build();
  }

  private static Response answer(Answer answer) {
    return switch (answer) {
      case Answer.Taken(Rescan rescan) ->
          Response.accepted(RescanBody.of(rescan))
              .location(URI.create("/rescans/" + rescan.id()))
              .build();
      case Answer.NoImages(var images) ->
          ErrorBody.answer(
                  404,
                  "rescan.no-image",
                  "no stored image is meant by "
                      + images
                      + "; POST /images takes one that was never scanned",
                  null)
              .build();
      case Answer.UnknownDimensions(List<String> dimensions) ->
          ErrorBody.answer(
                  422,
                  "rescan.unknown-dimension",
                  "no image has a result of "
                      + String.join(", ", dimensions)
                      + "; is that a dimension, and does its worker run?",
                  "dimensions")
              .build();
      case Answer.TooMany(int most) ->
          ErrorBody.answer(
                  429,
                  "rescan.too-many",
                  most + " rescans are open (mdis.ingest.rescan.most-open); wait, or DELETE one",
                  null)
              .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
              .build();
    };
  }

  /**
   * Several rescans.
   *
   * @param rescans newest first
   */
  public record RescanList(List<RescanBody> rescans) {}
}
