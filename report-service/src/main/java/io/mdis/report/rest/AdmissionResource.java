package io.mdis.report.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.access.AdminAccess;
import io.mdis.access.ErrorBody;
import io.mdis.messaging.JsonCodec;
import io.mdis.report.admission.AdmissionAnswer;
import io.mdis.report.admission.AdmissionControl;
import io.mdis.report.config.AdmissionSettings;
import io.mdis.report.query.ReportProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The webhook that a Kubernetes API server asks. It sends its token as {@code Bearer} where a
 * kubeconfig file can be given to it; where it can't, the token is the last part of the address.
 */
@Path("/admission/validate")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policy")
@PermitAll
public final class AdmissionResource {
  private static final int MOST_BYTES = 8 << 20;

  private final AdmissionControl control;
  private final AdminAccess admin;
  private final AdminAccess apiServer;

  /** By the given control, for whoever has the admin token or the API server's. */
  public AdmissionResource(
      AdmissionControl control, AdminAccess admin, AdmissionSettings settings) {
    this.control = control;
    this.admin = admin;
    this.apiServer = new AdminAccess(settings.tokenSha256());
  }

  /** Answers a review; the token is in the header. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(summary = "Whether a pod or workload may be let in: AdmissionReview v1")
  @APIResponse(responseCode = "200", description = "An AdmissionReview with the response")
  @APIResponse(responseCode = "400", description = "It is no AdmissionReview v1")
  @APIResponse(responseCode = "401", description = "Neither token was sent")
  public Response validate(
      @RestHeader(HttpHeaders.AUTHORIZATION) String authorization, byte[] body) {
    return apiServer.admitsHeader(authorization) || admin.admitsHeader(authorization)
        ? answer(body)
        : refused();
  }

  /** Answers a review; the token is in the address. */
  @POST
  @Path("/{token}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response validateByAddress(@RestPath String token, byte[] body) {
    return apiServer.admits(token) ? answer(body) : refused();
  }

  private Response answer(byte[] body) {
    if (body == null || body.length > MOST_BYTES) {
      throw ReportProblem.invalid("body", "body must be an AdmissionReview of 8 MiB at most");
    }
    AdmissionAnswer answer;
    try {
      answer = control.review(JsonCodec.decode(body, JsonNode.class));
    } catch (IOException e) {
      throw ReportProblem.invalid("body", "body must be JSON");
    }
    return Response.ok(answer).build();
  }

  private static Response refused() {
    return ErrorBody.answer(
            401,
            "admission.unauthorized",
            "send the token that mdis.admission.token-sha256 is the hash of",
            null)
        .build();
  }
}
