package io.mdis.report.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Collections;
import io.mdis.contracts.ScanResultMessage;
import io.mdis.report.query.Overview;
import org.bson.Document;

/** The overviews, the one collection that this service writes. */
public final class MongoOverviews {
  private static final int ATTEMPTS = 20;
  private final MongoCollection<Document> collection;

  /** Writes to the given database. */
  public MongoOverviews(MongoDatabase database) {
    this.collection = database.getCollection(Collections.OVERVIEWS);
  }

  /**
   * Takes a result in. Two processes may do so for one image at once: each replaces only the
   * overview that it has read, and begins again when another was faster.
   *
   * @throws IllegalStateException when others were faster every time
   */
  public void take(ScanResultMessage message) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt(message)) {
        return;
      }
    }
    throw new IllegalStateException(
        "overview of " + message.image() + " was changed by others " + ATTEMPTS + " times");
  }

  private boolean attempt(ScanResultMessage message) {
    Document stored = collection.find(eq("_id", message.image().toString())).first();
    Overview before = stored == null ? Overview.empty(message.image()) : Documents.overview(stored);
    Overview after = before.with(message);
    if (after.equals(before)) {
      return true;
    }
    Document document = Documents.overview(after);
    if (stored == null) {
      return IfAbsent.insert(collection, document);
    }
    var unchanged = and(eq("_id", stored.get("_id")), eq("dimensions", stored.get("dimensions")));
    return collection.replaceOne(unchanged, document).getMatchedCount() == 1;
  }
}
