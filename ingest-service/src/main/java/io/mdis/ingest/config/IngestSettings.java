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

  /** Registries that are looked through, by a name of one's choice; none unless it is here. */
  Map<String, Crawl> crawls();

  /** How one registry is looked through. */
  interface Crawl {

    /** {@code host[:port]} of one of the registries that are configured. */
    String registry();

    /** {@code distribution} for the lists that every registry has, or {@code harbor}. */
    @WithDefault("distribution")
    String kind();

    /** Time from one crawl to the next; only on demand when not set. */
    Optional<Duration> every();

    /** Requests a second at most. */
    @WithDefault("5")
    int requestsPerSecond();

    /** Repositories that a crawl looks at. */
    @WithDefault("100000")
    int mostRepositories();

    /** Tags of one repository that a crawl looks at. */
    @WithDefault("10000")
    int mostTags();
  }

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

    /**
     * Product that sends: {@code harbor}, {@code distribution}, {@code gitlab}, {@code docker-hub},
     * {@code quay}, {@code github}, {@code acr}, {@code ecr}, {@code google}, {@code artifactory},
     * {@code nexus}, {@code gitea}, {@code forgejo} or {@code cloudevents}.
     */
    String kind();

    /** The whole value of the Authorization header that this sender is configured to send. */
    Optional<String> authorization();

    /**
     * The secret that this product signs with or sends; of one that does neither, what its URL ends
     * in after the source's name. Never logged.
     */
    Optional<String> secret();

    /** Where its images are to be had, for what its payloads don't say; see RegistryTemplate. */
    Optional<String> registry();

    /** Whose identity tokens are accepted as Bearer. */
    Optional<Oidc> oidc();
  }

  /** Identity tokens (OpenID Connect Core 1.0, 2) that a sender shows. */
  interface Oidc {

    /** Who issues them. */
    @WithDefault("https://accounts.google.com")
    String issuer();

    /** Where its public keys are, as a JSON Web Key Set. */
    @WithDefault("https://www.googleapis.com/oauth2/v3/certs")
    String keys();

    /** Whom they are for: what the sender was told to name. */
    String audience();

    /** The claim {@code email} of the one account that may send. */
    String email();
  }
}
