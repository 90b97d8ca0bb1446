package io.mdis.worker.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.worker.judged.ResultChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Changes results of one dimension and their findings, each result only if it is still the one that
 * was judged.
 *
 * @param results of all dimensions
 * @param findings of all dimensions
 * @param dimension whose results these are
 */
record ResultChanges(
    MongoCollection<Document> results, MongoCollection<Document> findings, String dimension) {
  private static final int BATCH = 1_000;

  /** Changes marked results; returns images whose result was another one by then. */
  List<Digest> apply(
      String version,
      String mark,
      List<ResultChange> changes,
      String next,
      Map<String, String> facts,
      Instant at) {
    write(changes);
    List<WriteModel<Document>> updates = new ArrayList<>();
    for (ResultChange change : changes) {
      List<Bson> sets = rules(next, facts);
      sets.add(Updates.set("counts", ResultDocuments.counts(change.counts())));
      sets.add(Updates.set("finishedAt", Date.from(at)));
      // A scan that has just stored its result must see that it is no longer in force.
      sets.add(Updates.set("content", mark));
      sets.add(Updates.unset("judging"));
      updates.add(
          new UpdateOneModel<>(
              Filters.and(
                  Filters.eq("_id", ResultDocuments.id(change.image(), dimension)),
                  Filters.eq("rulesVersion", version),
                  Filters.eq("judging", mark),
                  // Who suppresses findings meanwhile counts them too.
                  Filters.eq("counts", ResultDocuments.counts(change.earlier().counts())),
                  Filters.eq("suppressed", 0)),
              Updates.combine(sets)));
    }
    if (updates.isEmpty() || results.bulkWrite(updates).getMatchedCount() == changes.size()) {
      return List.of();
    }
    List<Digest> images = changes.stream().map(ResultChange::image).toList();
    return results
        .find(
            Filters.and(
                Filters.in("_id", ResultDocuments.ids(images, dimension)),
                Filters.ne("content", mark)))
        .map(found -> Digest.parse(found.getString("image")))
        .into(new ArrayList<>());
  }

  private void write(List<ResultChange> changes) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (ResultChange change : changes) {
      Set<String> come = new HashSet<>();
      for (Finding finding : change.come()) {
        come.add(ResultDocuments.findingId(change.image(), finding));
        writes.add(ResultStore.replace(ResultDocuments.finding(change.image(), finding)));
      }
      for (Finding finding : change.gone()) {
        String id = ResultDocuments.findingId(change.image(), finding);
        if (!come.contains(id)) {
          writes.add(new DeleteOneModel<>(Filters.eq("_id", id)));
        }
      }
    }
    for (int i = 0; i < writes.size(); i += BATCH) {
      findings.bulkWrite(writes.subList(i, Math.min(writes.size(), i + BATCH)));
    }
  }

  /** Sets that make a result one by other rules; a fact that is empty is known no more. */
  static List<Bson> rules(String next, Map<String, String> facts) {
    List<Bson> sets = new ArrayList<>();
    sets.add(Updates.set("rulesVersion", next));
    facts.forEach(
        (name, value) ->
            sets.add(
                value.isEmpty()
                    ? Updates.unset("facts." + name)
                    : Updates.set("facts." + name, value)));
    return sets;
  }
}
