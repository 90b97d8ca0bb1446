package io.mdis.ingest.config;

import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;

/** Settings under {@code mdis.ingest}. */
@ConfigMapping(prefix = "mdis.ingest")
public interface IngestSettings {

  /** Senders of webhooks, by the name that their path {@code /webhooks/<name>} ends in. */
  Map<String, Source> sources();

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
