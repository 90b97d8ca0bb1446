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
 * @param requestedAt when it was resolved, or a rescan of it was asked for, UTC
 * @param dimensions that it is to be scanned along; every one when there are none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
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
    Instant requestedAt,
    List<String> dimensions) {

  /** Why an image is scanned; a push goes before a rescan. */
  public enum Reason {
    PUSH,
    SUBMIT,
    /** What has no current result, or a FAILED one, is scanned. */
    RESCAN,
    /** The image is scanned whatever is known of it, and its layers are read again. */
    DEEP
  }

  /** The layers are kept as they are; no dimensions are every dimension. */
  public ImageMessage {
    layers = layers == null ? List.of() : List.copyOf(layers);
    dimensions = dimensions == null ? List.of() : List.copyOf(dimensions);
  }

  /** To be scanned along every dimension. */
  public ImageMessage(
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
    this(
        registry,
        repository,
        tag,
        manifestDigest,
        configDigest,
        platform,
        layers,
        reason,
        eventId,
        requestedAt,
        List.of());
  }

  /** Whether it is to be scanned along that dimension. */
  public boolean concerns(String dimension) {
    return dimensions.isEmpty() || dimensions.contains(dimension);
  }

  /** {@code registry/repository[:tag]@digest}, for messages to people. */
  public String reference() {
    return registry + "/" + repository + (tag == null ? "" : ":" + tag) + "@" + manifestDigest;
  }
}
