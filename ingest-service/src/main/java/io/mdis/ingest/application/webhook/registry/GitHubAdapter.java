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
import io.mdis.ingest.application.webhook.proof.HmacProof;
import io.mdis.ingest.application.webhook.proof.Proof;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Events {@code package} and {@code registry_package} of GitHub, signed by {@code
 * X-Hub-Signature-256} over the body as it is sent, a form or JSON.
 */
@ApplicationScoped
public class GitHubAdapter implements WebhookAdapter {

  private static final Set<String> CONTAINERS = Set.of("container", "docker");

  @Override
  public Set<String> kinds() {
    return Set.of("github");
  }

  @Override
  public Proof proof() {
    return new HmacProof("HmacSHA256", "X-Hub-Signature-256", "sha256=", HmacProof.Part.BODY);
  }

  @Override
  public Delivery read(WebhookMessage message) throws PayloadException {
    String event = message.request().header("X-GitHub-Event").orElse("");
    if (!event.equals("package") && !event.equals("registry_package")) {
      return Delivery.ignored("event \"" + event + "\" is not about packages");
    }
    String action = message.payload().get("action").text();
    PayloadField pack = message.payload().get(event).object();
    if (!action.equals("published") && !action.equals("updated")) {
      return Delivery.ignored("action \"" + action + "\" pushes no image");
    }
    // A published sample of GitHub's own has type npm beside ecosystem docker.
    if (!isContainer(pack.get("package_type")) && !isContainer(pack.get("ecosystem"))) {
      return Delivery.ignored("the package is no container image");
    }
    return Delivery.of(image(pack.get("package_version").object()));
  }

  private static boolean isContainer(PayloadField type) throws PayloadException {
    return type.optionalText()
        .map(t -> CONTAINERS.contains(t.toLowerCase(Locale.ROOT)))
        .orElse(false);
  }

  private static PushedImage image(PayloadField version) throws PayloadException {
    PayloadField url = version.get("package_url");
    String location = url.text();
    int slash = location.indexOf('/');
    if (slash <= 0) {
      throw url.wrong("host/owner/name:tag");
    }
    int colon = location.indexOf(':', slash);
    // GitHub keeps an owner's letter case here; paths of images are in lower case.
    String repository =
        location
            .substring(slash + 1, colon < 0 ? location.length() : colon)
            .toLowerCase(Locale.ROOT);
    PayloadField metadata = version.get("container_metadata");
    Optional<String> tag = metadata.get("tag").get("name").optionalText();
    return Checked.image(
        new PushedImage(
            ImageEvent.Kind.PUSH,
            location.substring(0, slash),
            repository,
            tag.orElse(null),
            digest(metadata.get("manifest").get("digest"), version.get("version"), tag.isPresent()),
            null),
        url.path());
  }

  /** In a published sample the two differ: with a tag at hand, what it names is resolved. */
  private static Digest digest(PayloadField manifest, PayloadField version, boolean tagged)
      throws PayloadException {
    if (!manifest.isPresent()) {
      return version.digest();
    }
    Digest digest = manifest.digest();
    boolean same = version.optionalText().map(digest.toString()::equals).orElse(true);
    return same || !tagged ? digest : null;
  }
}
