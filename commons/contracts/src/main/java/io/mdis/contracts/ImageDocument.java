package io.mdis.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the document of an image ({@link Collections#IMAGES}) as the ingest service writes it; a
 * document of the database is a map.
 */
public final class ImageDocument {
  private ImageDocument() {}

  /**
   * The message that has the image looked at again.
   *
   * @param image its document
   * @param reason why
   * @param eventId what asks for it
   * @param at when that is, UTC
   * @param dimensions to scan along; every one when there are none
   */
  public static ImageMessage message(
      Map<String, ?> image,
      ImageMessage.Reason reason,
      String eventId,
      Instant at,
      List<String> dimensions) {
    List<?> tags = list(image, "tags");
    String platform = (String) image.get("platform");
    return new ImageMessage(
        (String) image.get("registry"),
        (String) image.get("repository"),
        tags.isEmpty() ? null : (String) tags.getLast(),
        digest(image, "_id"),
        digest(image, "configDigest"),
        platform == null ? null : Platform.parse(platform),
        layers(image).map(ImageDocument::layer).toList(),
        reason,
        eventId,
        at,
        dimensions);
  }

  /** The same as it was accepted, to be scanned where a current result is missing. */
  public static ImageMessage rescan(Map<String, ?> image) {
    return message(
        image, ImageMessage.Reason.RESCAN, (String) image.get("eventId"), Instant.now(), List.of());
  }

  private static LayerDescriptor layer(Map<?, ?> layer) {
    return new LayerDescriptor(
        digest(layer, "digest"),
        digest(layer, "diffId"),
        (String) layer.get("mediaType"),
        ((Number) layer.get("size")).longValue());
  }

  private static Stream<Map<?, ?>> layers(Map<String, ?> image) {
    return list(image, "layers").stream().map(layer -> (Map<?, ?>) layer);
  }

  private static List<?> list(Map<String, ?> image, String field) {
    List<?> list = (List<?>) image.get(field);
    return list == null ? List.of() : list;
  }

  private static Digest digest(Map<?, ?> document, String field) {
    String text = (String) document.get(field);
    return text == null ? null : Digest.parse(text);
  }
}
