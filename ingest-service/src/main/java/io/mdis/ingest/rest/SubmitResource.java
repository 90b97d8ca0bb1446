package io.mdis.ingest.rest;

import io.mdis.access.ErrorBody;
import io.mdis.access.Roles;
import io.mdis.ingest.application.Intake;
import io.mdis.ingest.application.KnownRegistries;
import io.mdis.ingest.application.PushedImage;
import io.mdis.ingest.application.SubmittedImage;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadParser;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Where a person or a pipeline asks for an image to be scanned. */
@Path("/images")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
public class SubmitResource {

  private final PayloadParser parser;
  private final KnownRegistries registries;
  private final Intake intake;

  /** Takes references into configured registries. */
  public SubmitResource(PayloadParser parser, KnownRegistries registries, Intake intake) {
    this.parser = parser;
    this.registries = registries;
    this.intake = intake;
  }

  /** Takes one reference; the answer comes when the broker has it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(summary = "Have an image scanned: {\"reference\", \"platform\"?}")
  @APIResponse(responseCode = "202", description = "Kept; the id follows the image through logs")
  @APIResponse(responseCode = "400", description = "A field is malformed")
  @APIResponse(responseCode = "422", description = "The registry is not configured")
  @APIResponse(responseCode = "503", description = "The broker is away; try again")
  public CompletionStage<Response> submit(byte[] body) {
    PushedImage image;
    try {
      image = SubmittedImage.read(parser.parse(body));
    } catch (PayloadException e) {
      return answer(ErrorBody.answer(400, "submit.malformed", e.getMessage(), e.field()));
    }
    if (!registries.contains(image.registry())) {
      return answer(
          ErrorBody.answer(
              422,
              "registry.not-configured",
              KnownRegistries.complaint(image.registry()),
              "reference"));
    }
    return intake
        .accept("api", List.of(image), List.of())
        .thenApply(acceptance -> Response.accepted(AcceptedBody.of(acceptance)).build());
  }

  private static CompletionStage<Response> answer(Response.ResponseBuilder response) {
    return CompletableFuture.completedFuture(response.build());
  }
}
