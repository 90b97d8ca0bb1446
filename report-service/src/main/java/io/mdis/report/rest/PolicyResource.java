package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.access.ErrorBody;
import io.mdis.access.Roles;
import io.mdis.contracts.Digest;
import io.mdis.policy.PolicyDecision;
import io.mdis.policy.Verdict;
import io.mdis.policy.Violation;
import io.mdis.report.gate.ImageDecision;
import io.mdis.report.gate.ImageGate;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Whether an image may be used. */
@Path("/policy")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policy")
@RolesAllowed(Roles.VIEWER)
public final class PolicyResource {
  private final ImageGate gate;

  /** By the given gate. */
  public PolicyResource(ImageGate gate) {
    this.gate = gate;
  }

  /**
   * A decision.
   *
   * @param image as asked for
   * @param digests of what it leads to
   * @param verdict ALLOW, WARN, UNSCANNED or BLOCK
   * @param denied whether those who enforce the policy refuse it
   * @param policy name of the policy that decided
   * @param violations what counts, heaviest first
   * @param excepted what an exception covers
   * @param toChange what would have to change for it not to be denied
   * @param more how many violations and exceptions are not listed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DecisionBody(
      String image,
      List<Digest> digests,
      Verdict verdict,
      boolean denied,
      String policy,
      List<Violation> violations,
      List<Violation> excepted,
      List<String> toChange,
      int more) {

    static DecisionBody of(ImageDecision decided) {
      PolicyDecision decision = decided.decision();
      return new DecisionBody(
          decided.image(),
          decided.digests(),
          decision.verdict(),
          decision.denied(),
          decision.policy(),
          decision.violations(),
          decision.excepted(),
          decision.toChange(),
          decision.more());
    }
  }

  /** The decision about an image. */
  @GET
  @Path("/decision")
  @RunOnVirtualThread
  @Operation(
      summary = "Whether an image may be used, and what would have to change",
      description =
          "An image that was not scanned, or not wholly, is UNSCANNED and never ALLOW. A tag is"
              + " resolved by its registry.")
  @APIResponse(
      responseCode = "200",
      description = "The decision",
      content = @Content(schema = @Schema(implementation = DecisionBody.class)))
  @APIResponse(responseCode = "400", description = "It is no reference of an image")
  @APIResponse(responseCode = "503", description = "The registry can't be asked what it leads to")
  public Response decision(
      @Parameter(description = "sha256:… or [registry/]repository[:tag][@digest]", required = true)
          @RestQuery
          String image,
      @Parameter(description = "Where it is to be used, such as a namespace") @RestQuery
          String environment) {
    try {
      return Response.ok(DecisionBody.of(gate.decide(image, Parameters.present(environment))))
          .build();
    } catch (IOException e) {
      return ErrorBody.answer(503, "policy.undecided", e.getMessage(), "image").build();
    }
  }
}
