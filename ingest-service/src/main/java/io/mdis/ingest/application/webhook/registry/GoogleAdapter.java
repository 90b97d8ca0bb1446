package io.mdis.ingest.application.webhook.registry;

import io.mdis.contracts.ImageEvent;
import io.mdis.ingest.application.ImageName;
import io.mdis.ingest.application.PushedImage;
import io.mdis.ingest.application.webhook.Delivery;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadField;
import io.mdis.ingest.application.webhook.PayloadParser;
import io.mdis.ingest.application.webhook.WebhookAdapter;
import io.mdis.ingest.application.webhook.WebhookMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Google Artifact Registry and Container Registry through a push subscription of Pub/Sub's topic
 * {@code gcr}, wrapped or not. The sender proves itself by an identity token, see the source's
 * {@code oidc} settings.
 */
@ApplicationScoped
public class GoogleAdapter implements WebhookAdapter {

  private static final int MAX_DATA = 64 * 1024;

  @Override
  public Set<String> kinds() {
    return Set.of("google");
  }

  @Override
  public Delivery read(WebhookMessage message) throws PayloadException {
    PayloadField wrapper = message.payload().get("message");
    PayloadField event = wrapper.isPresent() ? unwrapped(wrapper) : message.payload();
    String action = event.get("action").text();
    return switch (action) {
      case "INSERT" -> Delivery.of(image(ImageEvent.Kind.PUSH, event));
      case "DELETE" -> Delivery.of(image(ImageEvent.Kind.DELETE, event));
      default -> Delivery.ignored("action \"" + action + "\" changes no image");
    };
  }

  private static PayloadField unwrapped(PayloadField wrapper) throws PayloadException {
    PayloadField data = wrapper.object().get("data");
    try {
      return new PayloadParser().parse(Base64.getDecoder().decode(data.text(MAX_DATA)));
    } catch (IllegalArgumentException e) {
      throw data.wrong("base64");
    }
  }

  /** Both references name the registry; a push of a tag has both, one by digest only that. */
  private static PushedImage image(ImageEvent.Kind kind, PayloadField event)
      throws PayloadException {
    PayloadField digest = event.get("digest");
    PayloadField tag = event.get("tag");
    if (!digest.isPresent()) {
      return image(kind, ImageName.read(tag), null);
    }
    Optional<String> tagged = tag.optionalText();
    String name = tagged.isEmpty() ? null : ImageName.read(tag).tag();
    return image(kind, ImageName.read(digest), name);
  }

  private static PushedImage image(ImageEvent.Kind kind, ImageName name, String tag) {
    return new PushedImage(
        kind,
        name.registry(),
        name.repository(),
        tag == null ? name.tag() : tag,
        name.digest(),
        null);
  }
}
