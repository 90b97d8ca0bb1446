package io.mdis.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * What the outside said about an image. Topic {@link Topics#IMAGE_EVENTS}, key {@code
 * registry/repository}.
 *
 * @param id of this event, a UUID made at acceptance
 * @param kind what happened
 * @param source name of the configured sender, or {@code api} for a manual submit
 * @param registry host and port as the payload names it
 * @param repository path below the registry
 * @param tag null when pushed by digest
 * @param digest null when the sender names none
 * @param platform wanted platform; null for every platform that is configured
 * @param receivedAt when MDIS took it, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageEvent(
    String id,
    Kind kind,
    String source,
    String registry,
    String repository,
    String tag,
    Digest digest,
    Platform platform,
    Instant receivedAt) {

  /** What happened to the image. */
  public enum Kind {
    PUSH,
    PULL,
    DELETE,
    SUBMIT,
    CRAWL,
    RESCAN
  }

  /** Key of the message: events of one repository stay in order. */
  public String key() {
    return registry + "/" + repository;
  }
}
