package io.mdis.ingest.application.webhook.registry;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageEvent;
import io.mdis.ingest.application.PushedImage;
import io.mdis.ingest.application.webhook.Checked;
import io.mdis.ingest.application.webhook.Delivery;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadField;
import io.mdis.ingest.application.webhook.WebhookAdapter;
import io.mdis.ingest.application.webhook.WebhookMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Webhooks of Azure Container Registry: one event of Distribution's shape in each delivery. They
 * aren't signed; a custom {@code Authorization} header proves the sender.
 */
@ApplicationScoped
public class AzureAdapter implements WebhookAdapter {

  @Override
  public Set<String> kinds() {
    return Set.of("acr");
  }

  @Override
  public Delivery read(WebhookMessage message) throws PayloadException {
    String action = message.payload().get("action").text();
    return switch (action) {
      case "push" -> pushed(message.payload());
      case "delete" -> image(ImageEvent.Kind.DELETE, message.payload());
      default -> Delivery.ignored("action \"" + action + "\" changes no image");
    };
  }

  private static Delivery pushed(PayloadField event) throws PayloadException {
    String mediaType = event.get("target").object().get("mediaType").text();
    return MediaTypes.isManifest(mediaType)
        ? image(ImageEvent.Kind.PUSH, event)
        : Delivery.ignored("target is no image manifest: " + mediaType);
  }

  private static Delivery image(ImageEvent.Kind kind, PayloadField event) throws PayloadException {
    PayloadField target = event.get("target").object();
    Digest digest = target.get("digest").digest();
    return Delivery.of(
        Checked.image(
            new PushedImage(
                kind,
                event.get("request").object().get("host").text(),
                target.get("repository").text(),
                target.get("tag").optionalText().orElse(null),
                digest,
                null),
            target.path()));
  }
}
