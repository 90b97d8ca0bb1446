package io.mdis.trust.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** The images that were accepted, as ingest-service writes them. */
public final class AcceptedImages {
  private final MongoCollection<Document> images;

  /** Over the collection of a database. */
  public AcceptedImages(MongoDatabase database) {
    this.images = database.getCollection(Collections.IMAGES);
  }

  /**
   * A page of images, in the order of their manifests.
   *
   * @param last manifest of the last one; empty when there are none left
   * @param images of the page that count: accepted before the time and not deleted
   */
  public record Page(String last, List<ImageMessage> images) {}

  /** The page after a manifest; the empty text for the first. */
  public Page after(String manifest, Instant acceptedBefore, int most) throws IOException {
    List<Document> found =
        Access.call(
            () ->
                images
                    .find(Filters.gt("_id", manifest))
                    .sort(Sorts.ascending("_id"))
                    .limit(most)
                    .into(new ArrayList<>()));
    List<ImageMessage> accepted = new ArrayList<>();
    for (Document image : found) {
      Date at = image.getDate("acceptedAt");
      if (at != null
          && at.toInstant().isBefore(acceptedBefore)
          && image.get("configDigest") != null
          && !image.containsKey("deletedAt")) {
        accepted.add(message(image));
      }
    }
    return new Page(found.isEmpty() ? "" : found.getLast().getString("_id"), accepted);
  }

  private static ImageMessage message(Document image) {
    List<String> tags = image.getList("tags", String.class, List.of());
    return new ImageMessage(
        image.getString("registry"),
        image.getString("repository"),
        tags.isEmpty() ? null : tags.getLast(),
        Digest.parse(image.getString("_id")),
        Digest.parse(image.getString("configDigest")),
        platform(image.get("platform")),
        image.getList("layers", Document.class, List.of()).stream()
            .map(AcceptedImages::layer)
            .toList(),
        ImageMessage.Reason.RESCAN,
        image.getString("eventId"),
        Instant.now());
  }

  private static Platform platform(Object stored) {
    return stored instanceof Document platform
        ? new Platform(
            platform.getString("os"),
            platform.getString("architecture"),
            platform.getString("variant"))
        : Platform.parse(String.valueOf(stored));
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
