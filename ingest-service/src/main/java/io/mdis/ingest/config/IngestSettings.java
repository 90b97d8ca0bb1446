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

  /** Scanning again what somebody asks for. */
  Rescan rescan();

  /** How fast rescans go, so that a push never waits long behind them. */
  interface Rescan {

    /**
     * Images that the slowest dimension has not scanned yet above which no further ones of a rescan
     * are handed to it.
     */
    @WithDefault("50")
    int mostWaiting();

    /** Images handed to the workers in a minute at most; at least one a second. */
    @WithDefault("600")
    int perMinute();

    /** Rescans that are open at once at most; another one is refused. */
    @WithDefault("20")
    int mostOpen();
  }

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
