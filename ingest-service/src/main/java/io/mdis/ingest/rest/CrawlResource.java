package io.mdis.ingest.rest;

import io.mdis.access.ErrorBody;
import io.mdis.access.Roles;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadParser;
import io.mdis.ingest.crawl.Crawl;
import io.mdis.ingest.crawl.CrawlDesk;
import io.mdis.ingest.crawl.CrawlStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a person has a registry looked through. */
@Path("/crawls")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Crawls")
@RolesAllowed(Roles.VIEWER)
public class CrawlResource {
  private static final int SHOWN = 50;

  private final PayloadParser parser;
  private final CrawlDesk desk;
  private final CrawlStore store;

  /** Asks the desk, and tells what the store has. */
  public CrawlResource(PayloadParser parser, CrawlDesk desk, CrawlStore store) {
    this.parser = parser;
    this.desk = desk;
    this.store = store;
  }

  /** Begins one; it is kept when the answer comes. */
  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      summary = "Look through a registry",
      description =
          "{\"registry\": \"host[:port]\"}. Tags that are new or name something else go the way of"
              + " a push, those that are gone the way of a deletion. Asking again while one is open"
              + " gives the same id.")
  @APIResponse(responseCode = "202", description = "Kept; GET tells how far it is")
  @APIResponse(responseCode = "400", description = "A field is malformed")
  @APIResponse(responseCode = "422", description = "The registry is not one to be crawled")
  public Response request(byte[] body, @Context SecurityContext caller) {
    String registry;
    try {
      registry = parser.parse(body).get("registry").text();
    } catch (PayloadException e) {
      return ErrorBody.answer(400, "crawl.malformed", e.getMessage(), e.field()).build();
    }
    String by = caller.getUserPrincipal() == null ? "" : caller.getUserPrincipal().getName();
    return desk.take(registry, by)
        .map(
            crawl ->
                Response.accepted(CrawlBody.of(crawl))
                    .location(URI.create("/crawls/" + crawl.id())))
        .orElseGet(
            () ->
                ErrorBody.answer(
                    422,
                    "crawl.not-configured",
                    "this registry is not crawled; set mdis.ingest.crawls.NAME.registry to it",
                    "registry"))
        .build();
  }

  /** The latest crawls. */
  @GET
  @RunOnVirtualThread
  @Operation(summary = "Crawls, newest first; the last 50")
  public CrawlList crawls() {
    return new CrawlList(store.latest(SHOWN).stream().map(CrawlBody::of).toList());
  }

  /** One crawl. */
  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(summary = "How far a crawl is")
  @APIResponse(responseCode = "404", description = "No such crawl")
  public Response crawl(@PathParam("id") String id) {
    return store
        .find(id)
        .map((Crawl found) -> Response.ok(CrawlBody.of(found)))
        .orElseGet(() -> ErrorBody.answer(404, "crawl.unknown", "there is no such crawl", null))
        .build();
  }

  /**
   * Several crawls.
   *
   * @param crawls newest first
   */
  public record CrawlList(List<CrawlBody> crawls) {}
}
