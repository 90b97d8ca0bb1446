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
import io.mdis.worker.judged.JudgedResults;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
            Indexes.descending("rank"),
            Indexes.ascending("id", "_id")));
    findings.createIndex(Indexes.ascending("names", "dimension", "image"));
    results.createIndex(Indexes.ascending("image", "dimension"));
    results.createIndex(Indexes.ascending("dimension", "rulesVersion"));
  }

  /** Results of one dimension, for judging them by other rules. */
  public JudgedResults judged(String dimension) {
    return new MongoJudgedResults(this, results, findings, dimension);
  }

  /** Status of the result, if it is one of just these versions. */
  public Optional<ScanStatus> currentStatus(
      Digest image, String dimension, String scannerVersion, String rulesVersion) {
    return status(image, dimension, scannerVersion)
        .filter(found -> rulesVersion.equals(found.getString("rulesVersion")))
        .map(ResultStore::status);
  }

  /** Status of the result, if it is one of this version of the scanner, by whatever rules. */
  public Optional<ScanStatus> currentStatus(Digest image, String dimension, String scannerVersion) {
    return status(image, dimension, scannerVersion).map(ResultStore::status);
  }

  private Optional<Document> status(Digest image, String dimension, String scannerVersion) {
    String id = ResultDocuments.id(image, dimension);
    return Optional.ofNullable(results.find(Filters.eq("_id", id)).first())
        .filter(found -> scannerVersion.equals(found.getString("scannerVersion")));
  }

  /** Those of the images that have a result of just these versions, whatever it says. */
  public Set<Digest> withCurrent(
      Collection<Digest> images, String dimension, String scannerVersion, String rulesVersion) {
    return with(
        images,
        dimension,
        found ->
            scannerVersion.equals(found.getString("scannerVersion"))
                && rulesVersion.equals(found.getString("rulesVersion")));
  }

  /**
   * Those of the images that have a result of this version of the scanner that can be judged by
   * other rules, or says by these rules that the image can't be judged.
   */
  public Set<Digest> withJudgeable(
      Collection<Digest> images, String dimension, String scannerVersion, String rulesVersion) {
    return with(
        images,
        dimension,
        found ->
            scannerVersion.equals(found.getString("scannerVersion"))
                && (status(found) != ScanStatus.FAILED
                    || rulesVersion.equals(found.getString("rulesVersion"))));
  }

  private Set<Digest> with(
      Collection<Digest> images, String dimension, Predicate<Document> current) {
    List<String> ids = images.stream().map(i -> ResultDocuments.id(i, dimension)).toList();
    Set<Digest> found = new HashSet<>();
    for (Document result :
        results
            .find(Filters.in("_id", ids))
            .projection(Projections.include("image", "scannerVersion", "rulesVersion", "status"))) {
      if (current.test(result)) {
        found.add(Digest.parse(result.getString("image")));
      }
    }
    return found;
  }

  /**
   * Stores a result in place of the earlier one: findings first, then the result, then the findings
   * of the earlier one go. A crash in between leaves a repetition to do.
   */
  public void store(Digest image, ScanResult result, Instant finishedAt) {
    Map<String, Document> own = new LinkedHashMap<>();
    for (Document finding : ResultDocuments.findings(image, result)) {
      own.putIfAbsent(finding.getString("_id"), finding);
    }
    write(own.values());
    Document document = ResultDocuments.result(image, result, finishedAt);
    Bson id = Filters.eq("_id", document.getString("_id"));
    results.replaceOne(id, document, new ReplaceOptions().upsert(true));
    settle(document, own);
    results.deleteMany(
        Filters.and(
            Filters.eq("image", image.toString()),
            Filters.eq("dimension", result.dimension()),
            Filters.ne("_id", document.getString("_id"))));
  }

  /**
   * Makes the stored findings of an image just those of its result. Another may have written or
   * removed some at the same time. When its result is in force by now, nobody knows whose findings
   * are stored, and the image has to be judged again.
   */
  private void settle(Document result, Map<String, Document> own) {
    List<String> others = new ArrayList<>();
    Set<String> missing = new HashSet<>(own.keySet());
    for (Document stored :
        findings
            .find(
                Filters.and(
                    Filters.eq("image", result.getString("image")),
                    Filters.eq("dimension", result.getString("dimension"))))
            .projection(Projections.include("_id"))) {
      if (!missing.remove(stored.getString("_id"))) {
        others.add(stored.getString("_id"));
      }
    }
    for (int i = 0; i < others.size(); i += BATCH) {
      findings.deleteMany(Filters.in("_id", others.subList(i, Math.min(others.size(), i + BATCH))));
    }
    write(missing.stream().map(own::get).toList());
    results.updateOne(
        Filters.and(
            Filters.eq("_id", result.getString("_id")),
            Filters.ne("content", result.getString("content"))),
        Updates.set("rulesVersion", JudgedResults.UNSETTLED));
  }

  private void write(Collection<Document> documents) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Document document : documents) {
      writes.add(replace(document));
      if (writes.size() == BATCH) {
        findings.bulkWrite(writes);
        writes.clear();
      }
    }
    if (!writes.isEmpty()) {
      findings.bulkWrite(writes);
    }
  }

  static WriteModel<Document> replace(Document document) {
    return new ReplaceOneModel<>(
        Filters.eq("_id", document.getString("_id")), document, new ReplaceOptions().upsert(true));
  }

  private static ScanStatus status(Document found) {
    return ScanStatus.valueOf(found.getString("status"));
  }
}
