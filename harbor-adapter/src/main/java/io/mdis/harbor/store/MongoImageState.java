package io.mdis.harbor.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.harbor.scan.ImageState;
import io.mdis.harbor.scan.StoredResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/** What the others wrote of an image; only reads. */
public final class MongoImageState implements ImageState {
  /** More no report of an image has, and no browser shows. */
  private static final int MOST_FINDINGS = 100_000;

  private final MongoDatabase database;

  /** Over the collections of a database. */
  public MongoImageState(MongoDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<String> rejection(String event) {
    return byId(Collections.REJECTIONS, event)
        .map(found -> found.getString("code") + ": " + found.getString("message"));
  }

  @Override
  public Map<String, StoredResult> results(Digest image) {
    Map<String, StoredResult> results = new HashMap<>();
    for (Document found :
        collection(Collections.RESULTS)
            .find(Filters.eq("image", image.toString()))
            .projection(Projections.exclude("facts"))) {
      StoredResult result = StoredDocuments.result(found);
      results.put(result.dimension(), result);
    }
    return results;
  }

  @Override
  public boolean measured(Digest configDigest) {
    return byId(Collections.TRUST_BASELINES, configDigest.toString()).isPresent();
  }

  @Override
  public List<Finding> findings(Digest image, String dimension) {
    List<Finding> findings = new ArrayList<>();
    for (Document found :
        collection(Collections.FINDINGS)
            .find(
                Filters.and(
                    Filters.eq("image", image.toString()), Filters.eq("dimension", dimension)))
            .sort(Sorts.orderBy(Sorts.descending("rank"), Sorts.ascending("id", "_id")))
            .limit(MOST_FINDINGS)) {
      if (found.get("suppression") == null) {
        findings.add(StoredDocuments.finding(found));
      }
    }
    return findings;
  }

  @Override
  public Map<Digest, Digest> layers(Digest image) {
    Map<Digest, Digest> layers = new HashMap<>();
    for (Document layer :
        byId(Collections.IMAGES, image.toString())
            .map(found -> found.getList("layers", Document.class, List.of()))
            .orElse(List.of())) {
      if (layer.getString("diffId") != null) {
        layers.put(
            Digest.parse(layer.getString("diffId")), Digest.parse(layer.getString("digest")));
      }
    }
    return layers;
  }

  @Override
  public Optional<Instant> knowledgeSince() {
    Document newest =
        collection(Collections.KNOWLEDGE_VERSIONS)
            .find(Filters.eq("dimension", "vulnerability"))
            .sort(Sorts.descending("firstSeenAt"))
            .first();
    return Optional.ofNullable(newest)
        .map(found -> found.getDate("firstSeenAt"))
        .map(Date::toInstant);
  }

  private Optional<Document> byId(String name, String id) {
    return Optional.ofNullable(collection(name).find(Filters.eq("_id", id)).first());
  }

  private MongoCollection<Document> collection(String name) {
    return database.getCollection(name);
  }
}
