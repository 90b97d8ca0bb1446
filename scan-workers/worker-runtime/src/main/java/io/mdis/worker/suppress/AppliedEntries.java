package io.mdis.worker.suppress;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * By which entries the stored findings of one dimension were last judged, so that an interrupted
 * sweep is taken up again, whichever worker does it.
 */
final class AppliedEntries {
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final MongoCollection<Document> applied;
  private final String dimension;
  private final String owner;

  /**
   * An entry as it was applied.
   *
   * @param names by which its findings were looked up; none for every finding
   */
  record Applied(String state, List<String> names) {}

  AppliedEntries(MongoCollection<Document> applied, String dimension, String owner) {
    this.applied = applied;
    this.dimension = dimension;
    this.owner = owner;
  }

  /** Takes or keeps the right to sweep; false when another worker has it. */
  boolean lease(Instant now) {
    try {
      return applied
          .updateOne(
              Filters.and(
                  Filters.eq("_id", dimension),
                  Filters.or(
                      Filters.eq("owner", owner), Filters.lte("leaseUntil", Date.from(now)))),
              Updates.combine(
                  Updates.set("owner", owner),
                  Updates.set("leaseUntil", Date.from(now.plus(LEASE)))),
              new UpdateOptions().upsert(true))
          .wasAcknowledged();
    } catch (MongoWriteException e) {
      return other(e.getError().getCategory(), e);
    } catch (MongoCommandException e) {
      return other(ErrorCategory.fromErrorCode(e.getErrorCode()), e);
    }
  }

  /** The document is there and doesn't fit: the lease is another's. */
  private static boolean other(ErrorCategory category, RuntimeException failure) {
    if (category != ErrorCategory.DUPLICATE_KEY) {
      throw failure;
    }
    return false;
  }

  void release() {
    applied.updateOne(
        Filters.and(Filters.eq("_id", dimension), Filters.eq("owner", owner)),
        Updates.set("leaseUntil", Date.from(Instant.EPOCH)));
  }

  /** Every applied entry by its id. */
  Map<String, Applied> all() {
    Map<String, Applied> all = new HashMap<>();
    for (Document found : applied.find(Filters.eq("dimension", dimension))) {
      all.put(
          found.getString("entry"),
          new Applied(found.getString("state"), found.getList("names", String.class, List.of())));
    }
    return all;
  }

  /** From now on these are applied, and those are gone. */
  void save(Map<String, Applied> now, Collection<String> gone) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    now.forEach(
        (entry, state) ->
            writes.add(
                new ReplaceOneModel<>(
                    Filters.eq("_id", id(entry)),
                    new Document("_id", id(entry))
                        .append("dimension", dimension)
                        .append("entry", entry)
                        .append("state", state.state())
                        .append("names", state.names()),
                    new ReplaceOptions().upsert(true))));
    gone.forEach(entry -> writes.add(new DeleteOneModel<>(Filters.eq("_id", id(entry)))));
    for (int i = 0; i < writes.size(); i += 1_000) {
      applied.bulkWrite(writes.subList(i, Math.min(writes.size(), i + 1_000)));
    }
  }

  /** Images whose findings are being changed; their counts are made anew even after a crash. */
  List<String> pending() {
    Document found = applied.find(Filters.eq("_id", dimension)).first();
    return found == null ? List.of() : found.getList("pending", String.class, List.of());
  }

  void pending(Collection<String> images) {
    applied.updateOne(
        Filters.eq("_id", dimension),
        Updates.set("pending", List.copyOf(images)),
        new UpdateOptions().upsert(true));
  }

  private String id(String entry) {
    return dimension + "|" + entry;
  }
}
