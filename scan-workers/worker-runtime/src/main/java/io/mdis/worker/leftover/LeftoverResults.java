package io.mdis.worker.leftover;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.mdis.contracts.Collections;
import io.mdis.worker.store.ResultRemoval;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/** Removes results and findings of images that were deleted long ago. */
final class LeftoverResults {
  private final Walk walk;
  private final DeletedImages deleted;
  private final ResultRemoval removal;

  /** Of some dimensions alone. */
  LeftoverResults(MongoDatabase database, Collection<String> dimensions) {
    this.walk =
        new Walk(
            database.getCollection(Collections.RESULTS),
            Filters.in("dimension", dimensions),
            "image",
            "dimension");
    this.deleted = new DeletedImages(database);
    this.removal = new ResultRemoval(database);
  }

  /**
   * Looks at the next results.
   *
   * @param before images that were deleted since then keep theirs
   * @param most results that are looked at
   * @return how many were removed
   */
  long sweep(Instant before, int most) {
    return walk.go(most, page -> remove(page, before));
  }

  private long remove(List<Document> page, Instant before) {
    Set<String> gone =
        deleted.before(before, page.stream().map(found -> found.getString("image")).toList());
    long removed = 0;
    for (Document found : page) {
      if (gone.contains(found.getString("image")) && removal.remove(found, before)) {
        removed++;
      }
    }
    return removed;
  }
}
