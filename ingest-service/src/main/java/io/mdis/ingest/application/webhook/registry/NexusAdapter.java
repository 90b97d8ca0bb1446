package io.mdis.ingest.application.webhook.registry;

import io.mdis.contracts.ImageEvent;
import io.mdis.ingest.application.PushedImage;
import io.mdis.ingest.application.webhook.Checked;
import io.mdis.ingest.application.webhook.Delivery;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadField;
import io.mdis.ingest.application.webhook.RegistryTemplate;
import io.mdis.ingest.application.webhook.WebhookAdapter;
import io.mdis.ingest.application.webhook.WebhookMessage;
import io.mdis.ingest.application.webhook.proof.AnyProof;
import io.mdis.ingest.application.webhook.proof.HmacProof;
import io.mdis.ingest.application.webhook.proof.Proof;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * The capability "Webhook: Repository" of Sonatype Nexus Repository 3. A payload doesn't say at
 * which host and port the repository answers: the source's {@code registry} setting does.
 */
@ApplicationScoped
public class NexusAdapter implements WebhookAdapter {

  private static final String HEADER = "X-Nexus-Webhook-Signature";
  private static final String SHA1 = "HmacSHA1";

  @Override
  public Set<String> kinds() {
    return Set.of("nexus");
  }

  /** The vendor says that the JSON without white space is signed; what is sent has been so. */
  @Override
  public Proof proof() {
    return AnyProof.of(
        new HmacProof(SHA1, HEADER, "", HmacProof.Part.BODY),
        new HmacProof(SHA1, HEADER, "", HmacProof.Part.COMPACT_JSON));
  }

  @Override
  public Delivery read(WebhookMessage message) throws PayloadException {
    PayloadField component = message.payload().get("component");
    if (!component.isPresent()) {
      return Delivery.ignored("only events of components tell of images");
    }
    String format = component.object().get("format").text();
    if (!format.equals("docker")) {
      return Delivery.ignored("format \"" + format + "\" has no images");
    }
    String action = message.payload().get("action").text();
    return switch (action) {
      case "CREATED", "UPDATED" -> Delivery.of(image(ImageEvent.Kind.PUSH, message, component));
      case "DELETED" -> Delivery.of(image(ImageEvent.Kind.DELETE, message, component));
      default -> Delivery.ignored("action \"" + action + "\" changes no image");
    };
  }

  private static PushedImage image(
      ImageEvent.Kind kind, WebhookMessage message, PayloadField component)
      throws PayloadException {
    PayloadField repository = message.payload().get("repositoryName");
    RegistryTemplate template =
        message
            .registry()
            .orElseThrow(
                () ->
                    new PayloadException(
                        repository.path(),
                        "doesn't say where it answers; set mdis.ingest.sources.\"name\".registry"));
    PayloadField name = component.get("name");
    RegistryTemplate.Place place = template.place(repository.text(), name.text());
    return Checked.image(
        new PushedImage(
            kind,
            place.registry(),
            place.repository(),
            component.get("version").text(),
            null,
            null),
        name.path());
  }
}
