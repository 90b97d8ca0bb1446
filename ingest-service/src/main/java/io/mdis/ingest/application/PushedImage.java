package io.mdis.ingest.application;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.Platform;

/**
 * One image that a sender speaks of, not yet accepted.
 *
 * @param kind what happened to it
 * @param registry host and optional port
 * @param repository path below the registry
 * @param tag null when there is none
 * @param digest null when the sender names none
 * @param platform wanted platform; null for every configured one
 */
public record PushedImage(
    ImageEvent.Kind kind,
    String registry,
    String repository,
    String tag,
    Digest digest,
    Platform platform) {

  /** {@code registry/repository[:tag][@digest]}, for messages to people. */
  public String reference() {
    return registry
        + "/"
        + repository
        + (tag == null ? "" : ":" + tag)
        + (digest == null ? "" : "@" + digest);
  }
}
