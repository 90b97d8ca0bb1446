package io.mdis.ingest.application.webhook;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageEvent;
import io.mdis.ingest.application.PushedImage;
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

  private static final Set<String> MANIFESTS =
      Set.of(
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");

  @Override
  public String kind() {
    return "distribution";
  }

  @Override
  public boolean acceptsMalformed() {
    return true;
  }

  @Override
  public Delivery read(PayloadField payload) throws PayloadException {
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
        if (MANIFESTS.contains(mediaType)) {
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
    String registry = named.isPresent() ? named.get() : hostOf(target.get("url"));
    Digest digest = target.get("digest").isPresent() ? target.get("digest").digest() : null;
    String tag = target.get("tag").optionalText().orElse(null);
    if (kind == ImageEvent.Kind.PUSH && digest == null) {
      throw target.get("digest").wrong("a digest");
    }
    return Checked.image(
        new PushedImage(kind, registry, target.get("repository").text(), tag, digest, null),
        target.path());
  }

  private static String hostOf(PayloadField url) throws PayloadException {
    String text = url.text();
    int start = text.indexOf("://");
    int end = start < 0 ? -1 : text.indexOf('/', start + 3);
    if (end <= start + 3) {
      throw url.wrong("an absolute URL");
    }
    return text.substring(start + 3, end);
  }
}
