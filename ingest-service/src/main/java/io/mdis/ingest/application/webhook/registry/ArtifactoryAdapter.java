package io.mdis.ingest.application.webhook.registry;

import io.mdis.contracts.Digest;
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
import io.mdis.ingest.application.webhook.proof.HeaderProof;
import io.mdis.ingest.application.webhook.proof.HmacProof;
import io.mdis.ingest.application.webhook.proof.Proof;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Predefined webhooks of JFrog Artifactory, domain {@code docker}, wrapped or in the older flat
 * shape. Its header holds the secret itself, or a signature when the hook is set so.
 */
@ApplicationScoped
public class ArtifactoryAdapter implements WebhookAdapter {

  private static final String HEADER = "X-JFrog-Event-Auth";
  private static final String CACHE = "-cache";

  @Override
  public Set<String> kinds() {
    return Set.of("artifactory");
  }

  @Override
  public Proof proof() {
    return AnyProof.of(
        new HeaderProof(HEADER), new HmacProof("HmacSHA256", HEADER, "", HmacProof.Part.BODY));
  }

  @Override
  public Delivery read(WebhookMessage message) throws PayloadException {
    PayloadField payload = message.payload();
    PayloadField data = payload.get("data").isPresent() ? payload.get("data").object() : payload;
    String event = payload.get("event_type").text();
    return switch (event) {
      case "pushed", "promoted" -> Delivery.of(image(ImageEvent.Kind.PUSH, message, data));
      case "deleted" -> Delivery.of(image(ImageEvent.Kind.DELETE, message, data));
      default -> Delivery.ignored("event_type \"" + event + "\" changes no image");
    };
  }

  private static PushedImage image(ImageEvent.Kind kind, WebhookMessage message, PayloadField data)
      throws PayloadException {
    PayloadField key = data.get("repo_key");
    String repo = key.text();
    // What a remote repository keeps is told under the name of its cache, which can't be pulled.
    String pullable =
        repo.endsWith(CACHE) ? repo.substring(0, repo.length() - CACHE.length()) : repo;
    RegistryTemplate template =
        message.registry().isPresent() ? message.registry().get() : origin(message.payload());
    RegistryTemplate.Place place = template.place(pullable, data.get("image_name").text());
    return Checked.image(
        new PushedImage(
            kind,
            place.registry(),
            place.repository(),
            data.get("tag").optionalText().orElse(null),
            digest(data.get("sha256")),
            null),
        key.path());
  }

  /** By path below the platform's own address, which is what new installations are set to. */
  private static RegistryTemplate origin(PayloadField payload) throws PayloadException {
    PayloadField origin = payload.get("jpd_origin");
    if (!origin.isPresent()) {
      throw new PayloadException(
          origin.path(), "is absent; set mdis.ingest.sources.\"name\".registry for this source");
    }
    return new RegistryTemplate(Urls.host(origin) + "/{repo}");
  }

  private static Digest digest(PayloadField sha256) throws PayloadException {
    return sha256.isPresent() ? sha256.digest("sha256:" + sha256.text()) : null;
  }
}
