package io.mdis.ingest.application.webhook.registry;

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
import java.util.Set;

/**
 * Quay's notification of a push to a repository ({@code repo_push}), with every tag that was
 * pushed; it names no digest and isn't signed. Other notifications have no {@code updated_tags}.
 */
@ApplicationScoped
public class QuayAdapter implements WebhookAdapter {

  @Override
  public Set<String> kinds() {
    return Set.of("quay");
  }

  @Override
  public Delivery read(WebhookMessage message) throws PayloadException {
    PayloadField payload = message.payload();
    PayloadField tags = payload.get("updated_tags");
    if (!tags.isPresent()) {
      return Delivery.ignored("without updated_tags this is no push to a repository");
    }
    String repository = payload.get("repository").text();
    PayloadField url = payload.get("docker_url");
    String location = url.text();
    if (!location.endsWith("/" + repository)) {
      throw url.wrong("host/" + repository);
    }
    String registry = location.substring(0, location.length() - repository.length() - 1);
    List<PushedImage> images = new ArrayList<>();
    for (String tag : names(tags)) {
      images.add(
          Checked.image(
              new PushedImage(ImageEvent.Kind.PUSH, registry, repository, tag, null, null),
              tags.path()));
    }
    return new Delivery(images, List.of());
  }

  /** A list of tags, or of those that speak the first protocol of Docker an object by tag. */
  private static List<String> names(PayloadField tags) throws PayloadException {
    if (!tags.isArray()) {
      return tags.object().names();
    }
    List<String> names = new ArrayList<>();
    for (PayloadField tag : tags.elements()) {
      names.add(tag.text());
    }
    return names;
  }
}
