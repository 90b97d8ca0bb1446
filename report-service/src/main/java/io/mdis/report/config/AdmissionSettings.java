package io.mdis.report.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Answers to a Kubernetes API server. */
@ConfigMapping(prefix = "mdis.admission")
public interface AdmissionSettings {

  /**
   * SHA-256, in hex, of the token that the API server sends; without one only the admin token is
   * taken.
   */
  Optional<String> tokenSha256();

  /** Whether what can't be decided is let in; otherwise it is refused. */
  @WithDefault("false")
  boolean failOpen();

  /** Whether everything is let in, with a warning where it would have been refused. */
  @WithDefault("false")
  boolean dryRun();

  /** The most that one answer may take; less than the webhook's own limit of 10 s. */
  @WithDefault("8S")
  Duration timeout();
}
