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
import io.mdis.ingest.application.webhook.proof.AnyProof;
import io.mdis.ingest.application.webhook.proof.HmacProof;
import io.mdis.ingest.application.webhook.proof.Proof;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Event {@code package} of Gitea and Forgejo, told for every manifest. Unlike GitHub they sign the
 * JSON also when they send it in a form, and send empty signatures when a hook has no secret.
 */
@ApplicationScoped
public class GiteaAdapter implements WebhookAdapter {

  private static final String SHA256 = "HmacSHA256";

  @Override
  public Set<String> kinds() {
    return Set.of("gitea", "forgejo");
  }

  @Override
  public Proof proof() {
    return AnyProof.of(
        new HmacProof(SHA256, "X-Forgejo-Signature", "", HmacProof.Part.JSON),
        new HmacProof(SHA256, "X-Gitea-Signature", "", HmacProof.Part.JSON));
  }

  @Override
  public Delivery read(WebhookMessage message) throws PayloadException {
    String event =
        message
            .request()
            .header("X-Forgejo-Event")
            .or(() -> message.request().header("X-Gitea-Event"))
            .orElse("");
    if (!event.equals("package")) {
      return Delivery.ignored("event \"" + event + "\" is not about packages");
    }
    PayloadField pack = message.payload().get("package").object();
    String type = pack.get("type").text();
    if (!type.equals("container")) {
      return Delivery.ignored("package type \"" + type + "\" has no images");
    }
    String action = message.payload().get("action").text();
    return switch (action) {
      case "created" -> Delivery.of(image(ImageEvent.Kind.PUSH, pack));
      case "deleted" -> Delivery.of(image(ImageEvent.Kind.DELETE, pack));
      default -> Delivery.ignored("action \"" + action + "\" changes no image");
    };
  }

  private static PushedImage image(ImageEvent.Kind kind, PayloadField pack)
      throws PayloadException {
    PayloadField name = pack.get("name");
    String owner = pack.get("owner").object().get("login").text().toLowerCase(Locale.ROOT);
    PayloadField version = pack.get("version");
    // What was pushed by digest has the digest as its version.
    Optional<Digest> digest =
        version.text().indexOf(':') < 0 ? Optional.empty() : Optional.of(version.digest());
    return Checked.image(
        new PushedImage(
            kind,
            Urls.host(pack.get("html_url")),
            owner + "/" + name.text(),
            digest.isPresent() ? null : version.text(),
            digest.orElse(null),
            null),
        name.path());
  }
}
