package io.mdis.ingest.rest;

import io.mdis.access.AdminAccess;
import io.mdis.ingest.application.webhook.WebhookAdapter;
import io.mdis.ingest.config.IngestSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The configured senders of webhooks: what they speak, and how they prove who they are. */
@ApplicationScoped
public class Sources {

  private final IngestSettings settings;
  private final AdminAccess access;
  private final Map<String, WebhookAdapter> adapters = new TreeMap<>();

  /** Throws IllegalArgumentException when a source names a kind that there is no adapter for. */
  public Sources(
      IngestSettings settings, AdminAccess access, @Any Instance<WebhookAdapter> available) {
    this.settings = settings;
    this.access = access;
    available.forEach(adapter -> adapters.put(adapter.kind(), adapter));
    settings
        .sources()
        .forEach(
            (name, source) -> {
              if (!adapters.containsKey(source.kind())) {
                throw new IllegalArgumentException(
                    "mdis.ingest.sources.\"%s\".kind is \"%s\", must be one of %s"
                        .formatted(name, source.kind(), adapters.keySet()));
              }
            });
  }

  /** Who reads the deliveries of that source; nothing when it is not configured. */
  public Optional<WebhookAdapter> adapter(String name) {
    return Optional.ofNullable(settings.sources().get(name))
        .map(source -> adapters.get(source.kind()));
  }

  /** Whether the Authorization header is the source's own, or holds the admin token. */
  public boolean admits(String name, String authorization) {
    if (authorization == null) {
      return false;
    }
    boolean own =
        settings.sources().get(name).authorization().map(e -> same(e, authorization)).orElse(false);
    return own || access.admitsHeader(authorization) || access.admits(authorization);
  }

  private static boolean same(String expected, String presented) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }
}
