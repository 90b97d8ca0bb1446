package io.mdis.worker.suppress;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.mdis.contracts.Collections;
import io.mdis.messaging.EventPublisher;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Judges the stored findings of one dimension again whose entries have changed or ended since the
 * last time, and no others. May be stopped anywhere and run again: what it wrote is not written
 * twice, and what it told is told again under the same id.
 */
final class SuppressionSweep {
  private static final int BATCH = 500;
  private static final int NAMES = 200;

  private final StoredEntries entries;
  private final ImageSubjects images;
  private final MongoDatabase database;
  private final MongoCollection<Document> findings;
  private final AppliedEntries applied;
  private final String dimension;

  SuppressionSweep(
      MongoDatabase database,
      StoredEntries entries,
      ImageSubjects images,
      String dimension,
      String owner) {
    this.database = database;
    this.entries = entries;
    this.images = images;
    this.dimension = dimension;
    this.findings = database.getCollection(Collections.FINDINGS);
    this.applied =
        new AppliedEntries(
            database.getCollection(Collections.SUPPRESSIONS_APPLIED), dimension, owner);
  }

  /** Number of findings that changed; empty when another worker is at it. */
  OptionalInt run(Instant now, EventPublisher publisher) throws IOException {
    if (!applied.lease(Instant.now())) {
      return OptionalInt.empty();
    }
    try {
      StoredEntries.Read read = entries.fresh();
      FindingChanges changes =
          new FindingChanges(
              database, read.suppressions(), images, applied, dimension, publisher, now);
      changes.finishPending();
      Map<String, AppliedEntries.Applied> before = applied.all();
      Map<String, AppliedEntries.Applied> changed = new HashMap<>();
      Set<String> names = new TreeSet<>();
      boolean every = false;
      for (StoredEntry entry : read.stored()) {
        if (!entry.concerns(dimension)) {
          continue; // Was it applied here before it was changed, it is gone from here.
        }
        AppliedEntries.Applied earlier = before.remove(entry.entry().id());
        if (earlier == null || !earlier.state().equals(entry.state(now))) {
          every |= gather(entry.names(), names);
          every |= earlier != null && gather(earlier.names(), names);
          changed.put(
              entry.entry().id(), new AppliedEntries.Applied(entry.state(now), entry.names()));
        }
      }
      for (AppliedEntries.Applied gone : before.values()) {
        every |= gather(gone.names(), names);
      }
      judge(every, names, changes);
      applied.save(changed, before.keySet());
      return OptionalInt.of(changes.count());
    } finally {
      applied.release();
    }
  }

  /** True when the names are none, which means every finding. */
  private static boolean gather(List<String> some, Set<String> names) {
    names.addAll(some);
    return some.isEmpty();
  }

  private void judge(boolean every, Set<String> names, FindingChanges changes) throws IOException {
    if (every) {
      judge(Filters.eq("dimension", dimension), changes);
      return;
    }
    List<String> all = new ArrayList<>(names);
    for (int i = 0; i < all.size(); i += NAMES) {
      judge(
          Filters.and(
              Filters.in("names", all.subList(i, Math.min(all.size(), i + NAMES))),
              Filters.eq("dimension", dimension)),
          changes);
    }
  }

  /** What changes of a finding is in no index, so none is met twice or left out. */
  private void judge(Bson wanted, FindingChanges changes) throws IOException {
    Set<String> batch = new HashSet<>();
    for (Document found :
        findings.find(wanted).projection(Projections.include("_id")).batchSize(BATCH)) {
      batch.add(found.getString("_id"));
      if (batch.size() == BATCH) {
        flush(batch, changes);
      }
    }
    flush(batch, changes);
  }

  private void flush(Set<String> batch, FindingChanges changes) throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    if (!applied.lease(Instant.now())) {
      throw new IOException("another worker has taken over the sweep of " + dimension);
    }
    changes.judge(findings.find(Filters.in("_id", batch)).into(new ArrayList<>()));
    batch.clear();
  }
}
