package io.mdis.report.rest;

import io.mdis.access.ErrorBody;
import io.mdis.access.Roles;
import io.mdis.report.whitelist.StoredSuppression;
import io.mdis.report.whitelist.Whitelist;
import io.mdis.suppression.Suppression;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The entries that suppress findings, as JSON. */
@Path("/suppressions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Suppressions")
@APIResponse(
    responseCode = "400",
    description = "A parameter or field cannot be used; error.field names it",
    content = @Content(schema = @Schema(implementation = ErrorBody.class)))
@RolesAllowed(Roles.VIEWER)
public final class SuppressionsResource {
  private final Whitelist whitelist;
  private final SecurityIdentity caller;

  /** Over the given whitelist; who calls answers for what is made. */
  public SuppressionsResource(Whitelist whitelist, SecurityIdentity caller) {
    this.whitelist = whitelist;
    this.caller = caller;
  }

  /** One page of entries. */
  @GET
  @RunOnVirtualThread
  @Operation(
      summary = "Entries that suppress findings",
      description = "Also those of files and VEX documents, and those that have expired.")
  @APIResponse(
      responseCode = "200",
      description = "One page",
      content = @Content(schema = @Schema(implementation = SuppressionListBody.class)))
  public SuppressionListBody list(
      @Parameter(description = "active, expiring or expired") @RestQuery String state,
      @Parameter(description = "rest, file or vex") @RestQuery String origin,
      @Parameter(description = "Exact id or alias") @RestQuery String vulnerability,
      @Parameter(
              description = "Number of the page",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
          @RestQuery
          String page,
      @Parameter(
              description = "Entries at most",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "500",
                      defaultValue = "100"))
          @RestQuery
          String size) {
    return SuppressionListBody.of(
        whitelist.list(Parameters.suppressions(state, origin, vulnerability, page, size)),
        whitelist);
  }

  /** One entry. */
  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(summary = "One entry; its ETag is what a change of it must name")
  @APIResponse(
      responseCode = "200",
      description = "The entry",
      content = @Content(schema = @Schema(implementation = SuppressionBody.class)))
  @APIResponse(
      responseCode = "404",
      description = "There is no such entry",
      content = @Content(schema = @Schema(implementation = ErrorBody.class)))
  public Response one(@RestPath String id) {
    return answer(Response.ok(), whitelist.find(id));
  }

  /** Makes an entry. */
  @POST
  @RolesAllowed(Roles.ANALYST)
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      summary = "Suppress findings",
      description =
          "Needs a reason, and a vulnerability or rule, a hash, or a path with a dimension; the rest"
              + " narrows it. \"expires\" is a date, the last day on which it holds, or an instant."
              + " \"rule\" and \"verdict\" are other names of \"vulnerability\" and \"status\"."
              + " The caller is its author.")
  @RequestBody(content = @Content(schema = @Schema(implementation = SuppressionBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "Made; the findings follow within a minute",
      content = @Content(schema = @Schema(implementation = SuppressionBody.class)))
  public Response create(byte[] body) {
    Suppression entry =
        SuppressionInput.made(body, UUID.randomUUID().toString(), by(), whitelist.now());
    StoredSuppression made = whitelist.create(entry, by());
    return answer(Response.created(URI.create("/suppressions/" + made.entry().id())), made);
  }

  /** Changes an entry as a whole. */
  @PUT
  @RolesAllowed(Roles.ANALYST)
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(summary = "Replace an entry; If-Match names the revision that was read")
  @RequestBody(content = @Content(schema = @Schema(implementation = SuppressionBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed",
      content = @Content(schema = @Schema(implementation = SuppressionBody.class)))
  @APIResponse(responseCode = "404", description = "There is no such entry")
  @APIResponse(responseCode = "409", description = "A file or document says it: change it there")
  @APIResponse(responseCode = "412", description = "It was changed meanwhile: read it again")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response change(
      @RestPath String id, @RestHeader(HttpHeaders.IF_MATCH) String match, byte[] body) {
    long revision = Parameters.revision(match);
    StoredSuppression stored = whitelist.find(id);
    Suppression next = SuppressionInput.changed(body, id, by(), stored.entry().createdAt());
    return answer(Response.ok(), whitelist.change(next, revision, by()));
  }

  /** Removes an entry. */
  @DELETE
  @RolesAllowed(Roles.ANALYST)
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(summary = "Remove an entry; If-Match names the revision that was read")
  @APIResponse(responseCode = "204", description = "Removed; the findings count again")
  @APIResponse(responseCode = "404", description = "There is no such entry")
  @APIResponse(responseCode = "409", description = "A file or document says it: change it there")
  @APIResponse(responseCode = "412", description = "It was changed meanwhile: read it again")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public void remove(@RestPath String id, @RestHeader(HttpHeaders.IF_MATCH) String match) {
    whitelist.remove(id, Parameters.revision(match), by());
  }

  private String by() {
    return caller.getPrincipal().getName();
  }

  private Response answer(Response.ResponseBuilder response, StoredSuppression stored) {
    return response
        .tag(new EntityTag(Long.toString(stored.revision())))
        .entity(SuppressionBody.of(stored, whitelist.state(stored.entry())))
        .build();
  }
}
