package io.mdis.ingest.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings under {@code mdis.ingest}. */
@ConfigMapping(prefix = "mdis.ingest")
public interface IngestSettings {

  /** Senders of webhooks, by the name that their path {@code /webhooks/<name>} ends in. */
  Map<String, Source> sources();

  /** Pauses before the second, third … attempt at an event whose registry or store failed. */
  @WithDefault("10S,1M,5M,30M")
  List<Duration> delays();

  /** One sender of webhooks. */
  interface Source {

    /** Product that sends: {@code harbor} or {@code distribution}. */
    String kind();

    /**
     * The whole value of the Authorization header that this sender is configured to send. Without
     * one only the admin token is accepted.
     */
    Optional<String> authorization();
  }
}
