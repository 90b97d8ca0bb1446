package io.mdis.registries;

import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.ImageMessage;
import io.mdis.image.ImageSource;
import io.mdis.image.reference.ImageReference;
import io.mdis.image.registry.LentLogin;
import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.Resolution;
import io.mdis.registries.loan.LentLogins;
import java.io.IOException;
import java.util.Optional;

/**
 * The images that events and messages name, read by the login that was lent with the event, or else
 * by the one that is configured.
 */
public final class NamedImages {
  private final RegistryClient client;
  private final LentLogins logins;

  /** Of the registries that the client knows. */
  public NamedImages(RegistryClient client, LentLogins logins) {
    this.client = client;
    this.logins = logins;
  }

  /** The images that an event leads to, as {@link RegistryClient#resolve}. */
  public Resolution resolve(ImageEvent event) throws IOException {
    ImageReference reference =
        ImageReference.of(event.registry(), event.repository(), event.tag(), event.digest());
    return client(event.id(), event.registry(), event.repository())
        .resolve(reference, Optional.ofNullable(event.platform()));
  }

  /** The image of a message, as {@link RegistryClient#open}. */
  public ImageSource open(ImageMessage message) throws IOException {
    return client(message.eventId(), message.registry(), message.repository()).open(message);
  }

  private RegistryClient client(String event, String registry, String repository)
      throws IOException {
    Optional<LentLogin> login = logins.find(event, registry, repository);
    return login.isPresent() ? client.lent(registry, login.get()) : client;
  }
}
