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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Notifications of CNCF Distribution 2.x (envelope v1) and 3.x (envelope v2), and of registries
 * built on it. It retries whatever is not answered with 2xx for ever and in order, so a delivery
 * that can't be read is taken and logged; within one, an unreadable event does not hide the others.
 */
@ApplicationScoped
public class DistributionAdapter implements WebhookAdapter {

  @Override
  public Set<String> kinds() {
    return Set.of("distribution", "gitlab");
  }

  @Override
  public boolean acceptsMalformed() {
    return true;
  }

  @Override
  public Delivery read(WebhookMessage message) throws PayloadException {
    PayloadField payload = message.payload();
    List<PushedImage> images = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (PayloadField event : payload.get("events").elements()) {
      try {
        readEvent(event.object(), images, ignored);
      } catch (PayloadException e) {
        ignored.add(e.field() + " " + e.getMessage());
      }
    }
    return new Delivery(images, ignored);
  }

  private static void readEvent(PayloadField event, List<PushedImage> images, List<String> ignored)
      throws PayloadException {
    String action = event.get("action").text();
    PayloadField target = event.get("target").object();
    switch (action) {
      case "push" -> {
        String mediaType = target.get("mediaType").text();
        if (MediaTypes.isManifest(mediaType)) {
          images.add(image(ImageEvent.Kind.PUSH, event, target));
        } else {
          ignored.add(target.path() + " is no image manifest: " + mediaType);
        }
      }
      case "delete" -> {
        if (target.get("digest").isPresent() || target.get("tag").isPresent()) {
          images.add(image(ImageEvent.Kind.DELETE, event, target));
        } else {
          ignored.add(target.path() + " names neither tag nor digest");
        }
      }
      default -> ignored.add(event.path() + " action \"" + action + "\" changes no image");
    }
  }

  private static PushedImage image(ImageEvent.Kind kind, PayloadField event, PayloadField target)
      throws PayloadException {
    PayloadField host = event.get("request").get("host");
    Optional<String> named = host.optionalText();
    String registry = named.isPresent() ? named.get() : Urls.host(target.get("url"));
    Digest digest = target.get("digest").isPresent() ? target.get("digest").digest() : null;
    String tag = target.get("tag").optionalText().orElse(null);
    if (kind == ImageEvent.Kind.PUSH && digest == null) {
      throw target.get("digest").wrong("a digest");
    }
    return Checked.image(
        new PushedImage(kind, registry, target.get("repository").text(), tag, digest, null),
        target.path());
  }
}
