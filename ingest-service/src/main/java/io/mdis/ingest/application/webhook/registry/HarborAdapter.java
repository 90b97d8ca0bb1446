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
 * Harbor's webhooks, payload formats "Default" (every version) and "CloudEvents" in structured mode
 * (2.8 and later). Both carry the same data, under {@code event_data} and {@code data}.
 */
@ApplicationScoped
public class HarborAdapter implements WebhookAdapter {

  @Override
  public Set<String> kinds() {
    return Set.of("harbor");
  }

  @Override
  public Delivery read(WebhookMessage message) throws PayloadException {
    PayloadField payload = message.payload();
    boolean cloudEvent = payload.get("specversion").isPresent();
    String type = payload.get("type").text();
    PayloadField data = payload.get(cloudEvent ? "data" : "event_data");
    Optional<ImageEvent.Kind> kind = kindOf(type);
    if (kind.isEmpty()) {
      return Delivery.ignored("event type \"" + type + "\" is no push and no deletion of an image");
    }
    String repository = data.object().get("repository").object().get("repo_full_name").text();
    List<PushedImage> images = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (PayloadField resource : data.get("resources").elements()) {
      PushedImage image = image(kind.get(), repository, resource.object());
      if (isSignature(image.tag())) {
        ignored.add(image.reference() + " is a signature or attestation by its tag, no image");
      } else {
        images.add(image);
      }
    }
    return new Delivery(images, ignored);
  }

  private static Optional<ImageEvent.Kind> kindOf(String type) {
    return switch (type) {
      case "PUSH_ARTIFACT", "harbor.artifact.pushed" -> Optional.of(ImageEvent.Kind.PUSH);
      case "DELETE_ARTIFACT", "harbor.artifact.deleted" -> Optional.of(ImageEvent.Kind.DELETE);
      default -> Optional.empty();
    };
  }

  private static PushedImage image(ImageEvent.Kind kind, String repository, PayloadField resource)
      throws PayloadException {
    Digest digest = resource.get("digest").digest();
    PayloadField url = resource.get("resource_url");
    String location = url.text();
    int slash = location.indexOf('/');
    if (slash <= 0) {
      throw url.wrong("host/repository without a scheme");
    }
    // Harbor repeats the digest as the tag of what was pushed without one.
    String tag =
        resource.get("tag").optionalText().filter(t -> !t.equals(digest.toString())).orElse(null);
    return Checked.image(
        new PushedImage(kind, location.substring(0, slash), repository, tag, digest, null),
        url.path());
  }

  private static boolean isSignature(String tag) {
    return tag != null
        && tag.startsWith("sha256-")
        && (tag.endsWith(".sig") || tag.endsWith(".att") || tag.endsWith(".sbom"));
  }
}
