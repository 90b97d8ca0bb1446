package io.mdis.trust.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.trust.baseline.BaselineStore;
import io.mdis.trust.baseline.StoredBaseline;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Baselines in MongoDB. */
public final class MongoBaselines implements BaselineStore {
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoCollection<Document> baselines;

  /** Over the collection of a database; nothing is created by this. */
  public MongoBaselines(MongoDatabase database) {
    this.baselines = database.getCollection(Collections.TRUST_BASELINES);
  }

  /** Makes the index that finds an image by its manifest. */
  public void ensureIndexes() {
    baselines.createIndex(Indexes.ascending("manifests"));
  }

  @Override
  public Optional<StoredBaseline> find(Digest imageId, HostName host) throws IOException {
    Document found = Access.call(() -> baselines.find(eq("_id", id(imageId, host))).first());
    if (found == null) {
      return Optional.empty();
    }
    Object envelope = found.get("envelope");
    if (envelope == null) {
      return Optional.of(new StoredBaseline(null, String.valueOf(found.get("problem"))));
    }
    return Optional.of(new StoredBaseline(StoredJson.read(envelope, Envelope.class), null));
  }

  @Override
  public Optional<Digest> imageOf(Digest manifest) throws IOException {
    Document found =
        Access.call(
            () ->
                baselines
                    .find(eq("manifests", manifest.toString()))
                    .projection(Projections.include("image"))
                    .first());
    return Optional.ofNullable(found).map(image -> Digest.parse(image.getString("image")));
  }

  @Override
  public void put(Baseline baseline, Envelope signed) throws IOException {
    String id = id(baseline.image().imageId(), baseline.host());
    Document document =
        new Document("_id", id)
            .append("image", baseline.image().imageId().toString())
            .append("manifests", baseline.manifests().stream().map(Digest::toString).toList())
            .append("envelope", StoredJson.text(signed))
            .append("form", baseline.form())
            .append("measuredAt", Date.from(baseline.measuredAt()));
    if (baseline.host() != null) {
      document.append("host", baseline.host().value());
    }
    if (baseline.validUntil() != null) {
      document.append("validUntil", Date.from(baseline.validUntil()));
    }
    Access.call(() -> baselines.replaceOne(eq("_id", id), document, UPSERT));
  }

  @Override
  public void failed(Digest imageId, Digest manifest, String problem) throws IOException {
    Bson change =
        Updates.combine(
            Updates.set("problem", problem),
            Updates.set("image", imageId.toString()),
            Updates.addToSet("manifests", manifest.toString()),
            Updates.set("measuredAt", Date.from(Instant.now())),
            Updates.unset("suspect"));
    Access.call(
        () ->
            baselines.updateOne(
                eq("_id", id(imageId, null)), change, new UpdateOptions().upsert(true)));
  }

  @Override
  public void suspect(Digest imageId, HostName host) throws IOException {
    Access.call(
        () -> baselines.updateOne(eq("_id", id(imageId, host)), Updates.set("suspect", true)));
  }

  /** Those of some images, by ID, that have nothing stored, or what must be made anew. */
  public Set<Digest> lacking(Collection<Digest> imageIds, Instant now) throws IOException {
    List<String> ids = imageIds.stream().map(Digest::toString).toList();
    Set<Digest> lacking = new HashSet<>(imageIds);
    List<Document> found =
        Access.call(
            () ->
                baselines
                    .find(in("_id", ids))
                    .projection(Projections.include("form", "suspect", "validUntil", "problem"))
                    .into(new ArrayList<>()));
    for (Document one : found) {
      Date end = one.getDate("validUntil");
      boolean current =
          Baseline.FORM.equals(one.get("form"))
              && !one.getBoolean("suspect", false)
              && (end == null || end.toInstant().isAfter(now));
      if (current || (one.containsKey("problem") && !one.containsKey("form"))) {
        lacking.remove(Digest.parse(one.getString("_id")));
      }
    }
    return lacking;
  }

  private static String id(Digest imageId, HostName host) {
    return host == null ? imageId.toString() : imageId + "|" + host;
  }
}
