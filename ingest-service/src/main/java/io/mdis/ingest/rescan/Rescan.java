package io.mdis.ingest.rescan;

import java.time.Instant;

/**
 * A request that was taken, and how far it is.
 *
 * @param id of it, also the event id of its messages
 * @param request what is wanted
 * @param state how far it is
 * @param requestedAt when it was taken, UTC
 * @param requestedBy who asked
 * @param matched images that it meant when it was taken
 * @param published images that were handed to the workers
 * @param after digest of the last image that was; images go by their digests; empty at the start
 * @param finishedAt null while it is open
 */
public record Rescan(
    String id,
    RescanRequest request,
    State state,
    Instant requestedAt,
    String requestedBy,
    long matched,
    long published,
    String after,
    Instant finishedAt) {

  /** How far a rescan is. */
  public enum State {
    /** Images of it are still to be handed to the workers. */
    OPEN,
    /** The workers have all of it. */
    DONE,
    /** Somebody called it off; what the workers had by then is scanned. */
    CANCELLED
  }
}
