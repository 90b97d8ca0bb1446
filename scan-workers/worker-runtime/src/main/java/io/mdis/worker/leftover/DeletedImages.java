package io.mdis.worker.leftover;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.mdis.contracts.Collections;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.bson.Document;

/** Tells which images are no longer there to be pulled. */
public final class DeletedImages {
  private final MongoCollection<Document> images;

  /** Reads the images of a database. */
  public DeletedImages(MongoDatabase database) {
    this.images = database.getCollection(Collections.IMAGES);
  }

  /** Those of some manifest digests that a registry said it deleted. */
  public Set<String> among(Collection<String> digests) {
    return images
        .find(Filters.and(Filters.in("_id", digests), Filters.ne("deletedAt", null)))
        .projection(Projections.include("_id"))
        .map(found -> found.getString("_id"))
        .into(new HashSet<>());
  }

  /** Those of some manifest digests that were deleted before a time, or are not known at all. */
  public Set<String> before(Instant time, Collection<String> digests) {
    Set<String> gone = new HashSet<>(digests);
    for (Document image :
        images.find(Filters.in("_id", digests)).projection(Projections.include("deletedAt"))) {
      if (image.getDate("deletedAt") == null
          || !image.getDate("deletedAt").toInstant().isBefore(time)) {
        gone.remove(image.getString("_id"));
      }
    }
    return gone;
  }
}
