package io.mdis.ingest.rest;

import io.mdis.access.ErrorBody;
import io.mdis.ingest.application.Intake;
import io.mdis.ingest.application.webhook.Delivery;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadParser;
import io.mdis.ingest.application.webhook.WebhookAdapter;
import io.mdis.ingest.application.webhook.WebhookMessage;
import io.mdis.ingest.application.webhook.WebhookRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;

/** Where registries tell of pushes. */
@Path("/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public class WebhookResource {

  private static final Logger LOG = Logger.getLogger(WebhookResource.class);

  private final Sources sources;
  private final PayloadParser parser;
  private final Intake intake;
  private final MeterRegistry meters;

  /** Takes deliveries for the configured sources. */
  public WebhookResource(
      Sources sources, PayloadParser parser, Intake intake, MeterRegistry meters) {
    this.sources = sources;
    this.parser = parser;
    this.intake = intake;
    this.meters = meters;
  }

  /** Takes one delivery; the answer comes when the broker has it. */
  @POST
  @Path("/{source}{secret: (/[^/]+)?}")
  @Consumes(MediaType.WILDCARD)
  @Blocking
  @Operation(summary = "Take one delivery of a registry's webhook")
  @APIResponse(responseCode = "202", description = "Kept, or no matter for MDIS: see ignored")
  @APIResponse(responseCode = "400", description = "Not what this product sends")
  @APIResponse(responseCode = "401", description = "Proof of the sender missing or wrong")
  @APIResponse(responseCode = "404", description = "No such source is configured")
  @APIResponse(responseCode = "413", description = "Larger than 4 MiB")
  @APIResponse(responseCode = "503", description = "The broker is away; try again")
  public CompletionStage<Response> receive(
      @PathParam("source") String source,
      @PathParam("secret") String secret,
      @Context HttpHeaders headers,
      byte[] body) {
    Optional<WebhookAdapter> adapter = sources.adapter(source);
    WebhookRequest request = request(headers, secret, body);
    if (adapter.isEmpty()) {
      return answer(
          ErrorBody.answer(
              404,
              "webhook.unknown-source",
              "no such source; set mdis.ingest.sources.\"name\".kind for each sender",
              null));
    }
    if (!sources.admits(source, request)) {
      count(source, "unauthorized");
      return answer(
          ErrorBody.answer(
              401,
              "webhook.unauthorized",
              "nothing in the request proves that this source sent it; see its settings"
                  + " authorization, secret and oidc under mdis.ingest.sources.\"name\"",
              null));
    }
    Delivery delivery;
    try {
      delivery =
          adapter
              .get()
              .read(
                  new WebhookMessage(
                      request, parser.parse(request.json()), sources.registry(source)));
    } catch (PayloadException e) {
      return malformed(source, adapter.get(), e);
    }
    return intake
        .accept(source, delivery.images(), delivery.ignored())
        .thenApply(
            acceptance -> {
              acceptance.ignored().forEach(why -> LOG.infof("ignored from %s: %s", source, why));
              count(source, acceptance.ids().isEmpty() ? "ignored" : "accepted");
              return Response.accepted(AcceptedBody.of(acceptance)).build();
            });
  }

  private CompletionStage<Response> malformed(
      String source, WebhookAdapter adapter, PayloadException e) {
    count(source, "malformed");
    if (!adapter.acceptsMalformed()) {
      return answer(ErrorBody.answer(400, "webhook.malformed", e.getMessage(), e.field()));
    }
    String reason = e.field() + " " + e.getMessage();
    LOG.warnf("could not read a delivery from %s: %s", source, reason);
    return answer(Response.accepted(new AcceptedBody(null, List.of(), reason)));
  }

  private static WebhookRequest request(HttpHeaders headers, String secret, byte[] body) {
    Map<String, String> first = new HashMap<>();
    headers.getRequestHeaders().forEach((name, values) -> first.put(name, values.getFirst()));
    return new WebhookRequest(first, secret.isEmpty() ? null : secret.substring(1), body);
  }

  private void count(String source, String outcome) {
    meters.counter("mdis.webhooks", "source", source, "outcome", outcome).increment();
  }

  private static CompletionStage<Response> answer(Response.ResponseBuilder response) {
    return CompletableFuture.completedFuture(response.build());
  }
}
