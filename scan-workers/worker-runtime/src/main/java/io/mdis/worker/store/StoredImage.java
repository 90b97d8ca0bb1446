package io.mdis.worker.store;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import java.time.Instant;
import java.util.List;
import org.bson.Document;

/** The message that an image's document stands for. */
public final class StoredImage {
  private StoredImage() {}

  /** The message that has the image scanned again. */
  public static ImageMessage message(Document image) {
    List<LayerDescriptor> layers =
        image.getList("layers", Document.class, List.of()).stream()
            .map(StoredImage::layer)
            .toList();
    List<String> tags = image.getList("tags", String.class, List.of());
    Document platform = image.get("platform", Document.class);
    return new ImageMessage(
        image.getString("registry"),
        image.getString("repository"),
        tags.isEmpty() ? null : tags.getLast(),
        Digest.parse(image.getString("_id")),
        Digest.parse(image.getString("configDigest")),
        platform == null
            ? Platform.parse(image.getString("platform"))
            : new Platform(
                platform.getString("os"),
                platform.getString("architecture"),
                platform.getString("variant")),
        layers,
        ImageMessage.Reason.RESCAN,
        image.getString("eventId"),
        Instant.now());
  }

  private static LayerDescriptor layer(Document layer) {
    String diffId = layer.getString("diffId");
    return new LayerDescriptor(
        Digest.parse(layer.getString("digest")),
        diffId == null ? null : Digest.parse(diffId),
        layer.getString("mediaType"),
        ((Number) layer.get("size")).longValue());
  }
}
