package io.mdis.worker.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Removes results with their findings. A scan may store a result of the same image at the same
 * time: then that one has to be scanned again, for some of its findings may have been removed.
 */
public final class ResultRemoval {
  private static final int BATCH = 1_000;

  private final MongoCollection<Document> results;
  private final MongoCollection<Document> findings;

  /** Over the collections of a database. */
  public ResultRemoval(MongoDatabase database) {
    this.results = database.getCollection(Collections.RESULTS);
    this.findings = database.getCollection(Collections.FINDINGS);
  }

  /**
   * Removes a result that has not changed for long. The mark on it is what a scan that stores
   * another replaces; a result that is still marked after its findings went is the old one.
   *
   * @param result with at least its id, image and dimension
   * @param before a result that changed since then stays
   * @return whether it was removed
   */
  public boolean remove(Document result, Instant before) {
    Bson id = Filters.eq("_id", result.getString("_id"));
    String mark = "removed " + UUID.randomUUID();
    // Without a version of the scanner it is current for nobody: an image that comes back now is
    // scanned, even if this ends here.
    boolean unchanged =
        results
                .updateOne(
                    Filters.and(id, Filters.lt("finishedAt", Date.from(before))),
                    Updates.combine(
                        Updates.set("content", mark), Updates.set("scannerVersion", "none")))
                .getMatchedCount()
            > 0;
    if (!unchanged) {
      return false;
    }
    removeFindings(result.getString("image"), result.getString("dimension"));
    if (results.deleteOne(Filters.and(id, Filters.eq("content", mark))).getDeletedCount() > 0) {
      return true;
    }
    results.updateOne(id, lacking());
    return false;
  }

  private void removeFindings(String image, String dimension) {
    Bson own = Filters.and(Filters.eq("image", image), Filters.eq("dimension", dimension));
    List<String> ids;
    do {
      ids =
          findings
              .find(own)
              .projection(Projections.include("_id"))
              .limit(BATCH)
              .map(found -> found.getString("_id"))
              .into(new ArrayList<>());
      findings.deleteMany(Filters.in("_id", ids));
    } while (ids.size() == BATCH);
  }

  /** Until it is scanned again it must not be taken for one with few findings. */
  private static Bson lacking() {
    ScanReason reason =
        new ScanReason(
            "result.lacks-findings",
            "it was stored while an earlier one was removed; it is made again by itself");
    return Updates.combine(
        Updates.set("status", ScanStatus.FAILED.name()),
        Updates.set("reasons", ResultDocuments.reasons(List.of(reason))),
        Updates.set("scannerVersion", "none"));
  }
}
