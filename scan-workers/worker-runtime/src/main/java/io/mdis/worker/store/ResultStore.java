package io.mdis.worker.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Results and findings of every dimension. The one writer of both collections. */
@ApplicationScoped
public class ResultStore {
  private static final int BATCH = 1_000;

  private final MongoCollection<Document> results;
  private final MongoCollection<Document> findings;

  /** Over the collections of a database; nothing is created by this. */
  public ResultStore(
      MongoClient client,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String name) {
    this.results = client.getDatabase(name).getCollection(Collections.RESULTS);
    this.findings = client.getDatabase(name).getCollection(Collections.FINDINGS);
  }

  /** Makes the indexes that the queries of the product need. */
  public void ensureIndexes() {
    findings.createIndex(
        Indexes.compoundIndex(
            Indexes.ascending("image", "dimension"),
            Indexes.descending("severityRank"),
            Indexes.ascending("_id")));
    findings.createIndex(Indexes.ascending("result"));
    findings.createIndex(Indexes.ascending("names", "dimension", "image"));
    results.createIndex(Indexes.ascending("image", "dimension"));
  }

  /** Status of the current result, if it is one of just these versions. */
  public Optional<ScanStatus> currentStatus(
      Digest image, String dimension, String scannerVersion, String rulesVersion) {
    String id = ResultDocuments.id(image, dimension, scannerVersion, rulesVersion);
    return Optional.ofNullable(results.find(Filters.eq("_id", id)).first())
        .filter(found -> found.getBoolean("current", false))
        .map(found -> ScanStatus.valueOf(found.getString("status")));
  }

  /** Those of the images that have a current result of just these versions, whatever it says. */
  public Set<Digest> withCurrent(
      Collection<Digest> images, String dimension, String scannerVersion, String rulesVersion) {
    List<String> ids =
        images.stream()
            .map(image -> ResultDocuments.id(image, dimension, scannerVersion, rulesVersion))
            .toList();
    Set<Digest> current = new HashSet<>();
    for (Document found :
        results.find(Filters.in("_id", ids)).projection(Projections.include("image", "current"))) {
      if (found.getBoolean("current", false)) {
        current.add(Digest.parse(found.getString("image")));
      }
    }
    return current;
  }

  /**
   * Stores a result and makes it the current one: findings first, then the result, then what it
   * replaces goes. A crash in between leaves the earlier result in force or a repetition to do.
   */
  public void store(Digest image, ScanResult result, Instant finishedAt) {
    Set<String> kept = new HashSet<>();
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Document finding : ResultDocuments.findings(image, result)) {
      if (kept.add(finding.getString("_id"))) {
        writes.add(replace(finding));
      }
      if (writes.size() == BATCH) {
        findings.bulkWrite(writes);
        writes.clear();
      }
    }
    if (!writes.isEmpty()) {
      findings.bulkWrite(writes);
    }
    Document document = ResultDocuments.result(image, result, finishedAt);
    String id = document.getString("_id");
    results.replaceOne(Filters.eq("_id", id), document, new ReplaceOptions().upsert(true));
    removeOthers(id, kept);
    retire(image, result.dimension(), id);
  }

  /**
   * Removes what an earlier scan of the same versions found and this one did not. By their ids and
   * not by a mark on the new ones: two workers that store the same result must not remove each
   * other's findings.
   */
  private void removeOthers(String result, Set<String> kept) {
    List<String> others = new ArrayList<>();
    for (Document stored :
        findings.find(Filters.eq("result", result)).projection(Projections.include("_id"))) {
      if (!kept.contains(stored.getString("_id"))) {
        others.add(stored.getString("_id"));
      }
    }
    for (int i = 0; i < others.size(); i += BATCH) {
      findings.deleteMany(Filters.in("_id", others.subList(i, Math.min(others.size(), i + BATCH))));
    }
  }

  private void retire(Digest image, String dimension, String current) {
    Bson earlier =
        Filters.and(
            Filters.eq("image", image.toString()),
            Filters.eq("dimension", dimension),
            Filters.ne("_id", current));
    for (Document old : results.find(earlier)) {
      String id = old.getString("_id");
      results.updateOne(Filters.eq("_id", id), Updates.set("current", false));
      findings.deleteMany(Filters.eq("result", id));
    }
  }

  private static WriteModel<Document> replace(Document document) {
    return new ReplaceOneModel<>(
        Filters.eq("_id", document.getString("_id")), document, new ReplaceOptions().upsert(true));
  }
}
