package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.access.ErrorBody;
import io.mdis.access.Role;
import io.mdis.access.Roles;
import io.mdis.access.token.ApiToken;
import io.mdis.access.token.ApiTokens;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** API tokens, for whoever says who may what. */
@Path("/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
@RolesAllowed(Roles.ADMIN)
public final class TokensResource {
  private static final int USUAL_DAYS = 90;
  private static final int MOST_DAYS = (int) ApiTokens.LONGEST.toDays();

  private final ApiTokens tokens;
  private final SecurityIdentity caller;

  /** Over the given tokens; who calls answers for what is issued. */
  public TokensResource(ApiTokens tokens, SecurityIdentity caller) {
    this.tokens = tokens;
    this.caller = caller;
  }

  /**
   * What is asked for.
   *
   * @param name for people; calls are written down by it
   * @param role viewer, analyst, operator, harbor or admin
   * @param days that it is good, 90 when absent
   */
  public record TokenInput(String name, String role, Integer days) {}

  /**
   * One token.
   *
   * @param id to revoke it by
   * @param name for people
   * @param role of whoever calls with it
   * @param state active, expired or revoked
   * @param createdAt UTC
   * @param createdBy who issued it
   * @param expiresAt UTC
   * @param revokedAt UTC; absent when it is not
   * @param token the token itself; only in the answer that issues it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TokenBody(
      String id,
      String name,
      String role,
      String state,
      Instant createdAt,
      String createdBy,
      Instant expiresAt,
      Instant revokedAt,
      String token) {
    static TokenBody of(ApiToken token, String text) {
      boolean revoked = token.revokedAt().isPresent();
      String good = token.valid(Instant.now()) ? "active" : "expired";
      return new TokenBody(
          token.id(),
          token.name(),
          token.role().label(),
          revoked ? "revoked" : good,
          token.createdAt(),
          token.createdBy(),
          token.expiresAt(),
          token.revokedAt().orElse(null),
          text);
    }

    @Override
    public String toString() {
      return "TokenBody[" + id + "]";
    }
  }

  /** Every token. */
  public record TokenList(List<TokenBody> tokens) {}

  /** The tokens. */
  @GET
  @RunOnVirtualThread
  @Operation(summary = "API tokens, the latest first; none is shown itself")
  public TokenList list() {
    return new TokenList(tokens.all().stream().map(token -> TokenBody.of(token, null)).toList());
  }

  /** Issues a token. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      summary = "Issue an API token",
      description =
          "{\"name\", \"role\": viewer, analyst, operator, harbor or admin, \"days\"? 1 to 366}. The"
              + " token is in this answer and nowhere else: only its SHA-256 is kept.")
  @APIResponse(responseCode = "201", description = "Issued")
  @APIResponse(responseCode = "400", description = "A field cannot be used; error.field names it")
  public Response issue(TokenInput input) {
    if (input == null) {
      return wrong("name", "send a name and a role");
    }
    Role role = Role.of(input.role()).orElse(null);
    if (role == null) {
      return wrong("role", "role must be viewer, analyst, operator, harbor or admin");
    }
    int days = input.days() == null ? USUAL_DAYS : input.days();
    if (days < 1 || days > MOST_DAYS) {
      return wrong("days", "days must be 1 to " + MOST_DAYS);
    }
    try {
      ApiTokens.Issued issued =
          tokens.issue(input.name(), role, Duration.ofDays(days), caller.getPrincipal().getName());
      return Response.status(201)
          .header(HttpHeaders.CACHE_CONTROL, "no-store")
          .entity(TokenBody.of(issued.token(), issued.text()))
          .build();
    } catch (IllegalArgumentException e) {
      return wrong("name", e.getMessage());
    }
  }

  /** Ends a token. */
  @DELETE
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(summary = "Revoke an API token; it is refused within 5 seconds")
  @APIResponse(responseCode = "204", description = "Revoked")
  @APIResponse(responseCode = "404", description = "There is none, or it is revoked")
  public Response revoke(@RestPath String id) {
    return tokens.revoke(id, caller.getPrincipal().getName())
        ? Response.noContent().build()
        : ErrorBody.answer(404, "token.unknown", "no token of this id is active", null).build();
  }

  private static Response wrong(String field, String message) {
    return ErrorBody.answer(400, "parameter.invalid", message, field).build();
  }
}
