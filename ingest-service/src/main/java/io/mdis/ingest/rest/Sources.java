package io.mdis.ingest.rest;

import io.mdis.access.AdminAccess;
import io.mdis.ingest.application.webhook.RegistryTemplate;
import io.mdis.ingest.application.webhook.WebhookAdapter;
import io.mdis.ingest.application.webhook.WebhookRequest;
import io.mdis.ingest.application.webhook.proof.IdentityTokens;
import io.mdis.ingest.application.webhook.proof.Proof;
import io.mdis.ingest.config.IngestSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The configured senders of webhooks: what they speak, and how they prove who they are. */
@ApplicationScoped
public class Sources {

  private static final String AUTHORIZATION = "Authorization";

  private final IngestSettings settings;
  private final AdminAccess access;
  private final Map<String, WebhookAdapter> adapters = new TreeMap<>();
  private final Map<String, RegistryTemplate> registries = new TreeMap<>();
  private final Map<String, IdentityTokens> tokens = new TreeMap<>();

  /** Throws IllegalArgumentException when a source's settings make no sense. */
  public Sources(
      IngestSettings settings, AdminAccess access, @Any Instance<WebhookAdapter> available) {
    this.settings = settings;
    this.access = access;
    available.forEach(adapter -> adapter.kinds().forEach(kind -> this.adapters.put(kind, adapter)));
    settings.sources().forEach(this::check);
  }

  /** Who reads the deliveries of that source; nothing when it is not configured. */
  public Optional<WebhookAdapter> adapter(String name) {
    return Optional.ofNullable(settings.sources().get(name))
        .map(source -> adapters.get(source.kind()));
  }

  /** Where that source's images are to be had, as configured. */
  public Optional<RegistryTemplate> registry(String name) {
    return Optional.ofNullable(registries.get(name));
  }

  /** Whether the request holds a proof of the source's own, or the admin token. */
  public boolean admits(String name, WebhookRequest request) {
    IngestSettings.Source source = settings.sources().get(name);
    boolean proven =
        source
            .secret()
            .map(secret -> adapters.get(source.kind()).proof().isGiven(request, secret))
            .orElse(false);
    return proven || request.header(AUTHORIZATION).map(a -> admits(name, source, a)).orElse(false);
  }

  private boolean admits(String name, IngestSettings.Source source, String authorization) {
    boolean own = source.authorization().map(e -> Proof.same(e, authorization)).orElse(false);
    return own
        || access.admitsHeader(authorization)
        || access.admits(authorization)
        || (tokens.containsKey(name) && tokens.get(name).admits(authorization));
  }

  private void check(String name, IngestSettings.Source source) {
    if (!adapters.containsKey(source.kind())) {
      throw new IllegalArgumentException(
          "mdis.ingest.sources.\"%s\".kind is \"%s\", must be one of %s"
              .formatted(name, source.kind(), adapters.keySet()));
    }
    source.registry().ifPresent(text -> registries.put(name, template(name, text)));
    source
        .oidc()
        .ifPresent(
            oidc ->
                tokens.put(
                    name,
                    new IdentityTokens(oidc.issuer(), oidc.keys(), oidc.audience(), oidc.email())));
  }

  private static RegistryTemplate template(String name, String text) {
    try {
      return new RegistryTemplate(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "mdis.ingest.sources.\"" + name + "\".registry: " + e.getMessage(), e);
    }
  }
}
