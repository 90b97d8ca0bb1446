package io.mdis.ingest.application.webhook.registry;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageEvent;
import io.mdis.ingest.application.ImageName;
import io.mdis.ingest.application.PushedImage;
import io.mdis.ingest.application.webhook.Checked;
import io.mdis.ingest.application.webhook.Delivery;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadField;
import io.mdis.ingest.application.webhook.WebhookAdapter;
import io.mdis.ingest.application.webhook.WebhookMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CloudEvents 1.0 over HTTP, structured or binary, of whatever tells of images: our own types
 * {@code io.mdis.image.pushed} and {@code io.mdis.image.deleted}, whose data has an {@code image}
 * such as {@code registry.example.com/team/app:1.0}, and {@code dev.cdevents.artifact.published}
 * and {@code .deleted} (CDEvents 0.4, "Continuous Integration"), whose subject is a purl of type
 * oci.
 */
@ApplicationScoped
public class CloudEventsAdapter implements WebhookAdapter {

  private static final String CDEVENTS = "dev.cdevents.artifact.";

  @Override
  public Set<String> kinds() {
    return Set.of("cloudevents");
  }

  @Override
  public Delivery read(WebhookMessage message) throws PayloadException {
    // HTTP protocol binding 1.0.2, 3.1: in binary mode the attributes are headers, the data the
    // body.
    Optional<String> binary = message.request().header("ce-type");
    PayloadField payload = message.payload();
    String type = binary.isPresent() ? binary.get() : payload.get("type").text();
    PayloadField data = binary.isPresent() ? payload : payload.get("data");
    Optional<ImageEvent.Kind> kind = kind(type);
    if (kind.isEmpty()) {
      return Delivery.ignored("event type \"" + type + "\" is no push and no deletion of an image");
    }
    return Delivery.of(
        type.startsWith(CDEVENTS)
            ? artifact(kind.get(), data.object().get("subject").object().get("id"))
            : named(kind.get(), data.object().get("image")));
  }

  private static Optional<ImageEvent.Kind> kind(String type) {
    return switch (type) {
      case "io.mdis.image.pushed" -> Optional.of(ImageEvent.Kind.PUSH);
      case "io.mdis.image.deleted" -> Optional.of(ImageEvent.Kind.DELETE);
      case String t when t.startsWith(CDEVENTS + "published.") -> Optional.of(ImageEvent.Kind.PUSH);
      case String t when t.startsWith(CDEVENTS + "deleted.") -> Optional.of(ImageEvent.Kind.DELETE);
      default -> Optional.empty();
    };
  }

  private static PushedImage named(ImageEvent.Kind kind, PayloadField image)
      throws PayloadException {
    ImageName name = ImageName.read(image);
    return new PushedImage(
        kind, name.registry(), name.repository(), name.tag(), name.digest(), null);
  }

  /** Type oci of the purl specification: the version is the digest, the rest are qualifiers. */
  private static PushedImage artifact(ImageEvent.Kind kind, PayloadField id)
      throws PayloadException {
    PackageURL purl;
    try {
      purl = new PackageURL(id.text());
    } catch (MalformedPackageURLException e) {
      throw new PayloadException(id.path(), "is no purl: " + e.getMessage());
    }
    Map<String, String> qualifiers = purl.getQualifiers() == null ? Map.of() : purl.getQualifiers();
    String url = qualifiers.getOrDefault("repository_url", "");
    int slash = url.indexOf('/');
    if (!purl.getType().equals("oci") || slash <= 0) {
      throw new PayloadException(
          id.path(), "must be a purl of type oci with repository_url=host/repository");
    }
    String tag = qualifiers.get("tag");
    Digest digest = purl.getVersion() == null ? null : id.digest(purl.getVersion());
    if (tag == null && digest == null) {
      throw new PayloadException(id.path(), "names neither tag nor digest");
    }
    return Checked.image(
        new PushedImage(kind, url.substring(0, slash), url.substring(slash + 1), tag, digest, null),
        id.path());
  }
}
