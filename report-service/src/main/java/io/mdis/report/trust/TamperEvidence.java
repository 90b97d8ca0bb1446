package io.mdis.report.trust;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * That an image on a host was not what had been measured.
 *
 * @param host where
 * @param image manifest digest or image ID, as it was told
 * @param title one line
 * @param evidence what differs, by name
 * @param open whether nobody has answered for it
 * @param first when it was seen first, UTC
 * @param last when it was seen last, UTC
 * @param times how often
 * @param restoredAt when the image was found as measured again
 */
public record TamperEvidence(
    String host,
    String image,
    String title,
    Map<String, String> evidence,
    boolean open,
    Instant first,
    Instant last,
    long times,
    Optional<Instant> restoredAt) {

  /** Copies what it is given. */
  public TamperEvidence {
    evidence = Map.copyOf(evidence);
  }
}
