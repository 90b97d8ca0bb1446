package io.mdis.harbor.scan;

import io.mdis.contracts.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * A scan that was taken.
 *
 * @param id that Harbor asks by; also the id of the event that submits the image
 * @param registry as it is configured
 * @param repository path below the registry
 * @param tag null when there is none
 * @param digest of the image's manifest
 * @param requestedAt when it was taken, UTC
 * @param until when it ends, whatever is done by then, UTC
 * @param configDigest of the image, once the workers were told of it
 * @param reportedAt when a report was first given, UTC
 */
public record HarborScan(
    String id,
    String registry,
    String repository,
    String tag,
    Digest digest,
    Instant requestedAt,
    Instant until,
    Optional<Digest> configDigest,
    Optional<Instant> reportedAt) {
  /** {@code registry/repository@digest}, for messages to people. */
  public String reference() {
    return registry + "/" + repository + "@" + digest;
  }
}
