package io.mdis.trust.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.mdis.contracts.Collections;
import io.mdis.contracts.ImageDocument;
import io.mdis.contracts.ImageMessage;
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
        accepted.add(ImageDocument.rescan(image));
      }
    }
    return new Page(found.isEmpty() ? "" : found.getLast().getString("_id"), accepted);
  }
}
