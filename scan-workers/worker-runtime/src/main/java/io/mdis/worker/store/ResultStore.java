package io.mdis.worker.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Results and findings of every dimension. The one writer of both collections. */
@ApplicationScoped
public class ResultStore {
  private static final int BATCH = 1_000;

  private final MongoCollection<Document> results;
  private final MongoCollection<Document> findings;

  ResultStore(
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
    findings.createIndex(Indexes.ascending("id"));
    results.createIndex(Indexes.ascending("image", "dimension"));
  }

  /** Whether a result of just these versions is the current one. */
  public boolean isCurrent(
      Digest image, String dimension, String scannerVersion, String rulesVersion) {
    String id = ResultDocuments.id(image, dimension, scannerVersion, rulesVersion);
    Document found = results.find(Filters.eq("_id", id)).first();
    return found != null && found.getBoolean("current", false);
  }

  /**
   * Stores a result and makes it the current one: findings first, then the result, then what it
   * replaces goes. A crash in between leaves the earlier result in force or a repetition to do.
   */
  public void store(Digest image, ScanResult result, Instant finishedAt) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Document finding : ResultDocuments.findings(image, result)) {
      writes.add(replace(finding));
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
    retire(image, result.dimension(), id);
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
