package io.mdis.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * One platform image to be scanned. Topic {@link Topics#IMAGES}, key: manifest digest.
 *
 * @param registry host and port to pull from
 * @param repository path below the registry
 * @param tag that led here; null when there was none
 * @param manifestDigest digest of the platform's manifest, the identity of the image
 * @param configDigest digest of the image configuration
 * @param platform of the image
 * @param layers from the base upwards
 * @param reason why it is to be scanned
 * @param eventId the event that led here, for following an image from end to end
 * @param requestedAt when it was resolved, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageMessage(
    String registry,
    String repository,
    String tag,
    Digest manifestDigest,
    Digest configDigest,
    Platform platform,
    List<LayerDescriptor> layers,
    Reason reason,
    String eventId,
    Instant requestedAt) {

  /** Why an image is scanned; a push goes before a rescan. */
  public enum Reason {
    PUSH,
    SUBMIT,
    RESCAN
  }

  /** The layers are kept as they are. */
  public ImageMessage {
    layers = List.copyOf(layers);
  }

  /** {@code registry/repository[:tag]@digest}, for messages to people. */
  public String reference() {
    return registry + "/" + repository + (tag == null ? "" : ":" + tag) + "@" + manifestDigest;
  }
}
