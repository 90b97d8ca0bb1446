package io.mdis.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.ingest.rescan.Rescan;
import java.time.Instant;
import java.util.List;

/**
 * What is told of a rescan.
 *
 * @param id of it; also the event id of the scans that follow
 * @param images which are meant, for a person
 * @param reason DEEP or RESCAN
 * @param dimensions that are scanned along; absent when it is every one
 * @param state OPEN, DONE (the workers have all of it) or CANCELLED
 * @param requestedAt when it was taken, UTC
 * @param requestedBy who asked
 * @param matched images that it meant then
 * @param published images that were handed to the workers
 * @param finishedAt absent while it is open
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RescanBody(
    String id,
    String images,
    String reason,
    List<String> dimensions,
    String state,
    Instant requestedAt,
    String requestedBy,
    long matched,
    long published,
    Instant finishedAt) {

  static RescanBody of(Rescan rescan) {
    return new RescanBody(
        rescan.id(),
        rescan.request().images().toString(),
        rescan.request().reason().name(),
        rescan.request().dimensions(),
        rescan.state().name(),
        rescan.requestedAt(),
        rescan.requestedBy(),
        rescan.matched(),
        rescan.published(),
        rescan.finishedAt());
  }
}
