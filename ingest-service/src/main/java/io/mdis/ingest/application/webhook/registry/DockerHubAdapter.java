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
import java.util.Set;

/**
 * Docker Hub's webhooks, which tell of pushes only, name no digest and are not signed. Its {@code
 * callback_url} is never called: it comes with the payload.
 */
@ApplicationScoped
public class DockerHubAdapter implements WebhookAdapter {

  private static final String REGISTRY = "docker.io";

  @Override
  public Set<String> kinds() {
    return Set.of("docker-hub");
  }

  @Override
  public Delivery read(WebhookMessage message) throws PayloadException {
    PayloadField name = message.payload().get("repository").object().get("repo_name");
    PayloadField tag = message.payload().get("push_data").object().get("tag");
    return Delivery.of(
        Checked.image(
            new PushedImage(ImageEvent.Kind.PUSH, REGISTRY, name.text(), tag.text(), null, null),
            name.path()));
  }
}
