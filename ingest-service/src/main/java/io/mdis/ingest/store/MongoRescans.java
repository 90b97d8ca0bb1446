package io.mdis.ingest.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import io.mdis.contracts.Collections;
import io.mdis.contracts.ImageMessage;
import io.mdis.ingest.rescan.ImageSelection;
import io.mdis.ingest.rescan.Rescan;
import io.mdis.ingest.rescan.RescanRequest;
import io.mdis.ingest.rescan.RescanStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Rescans in MongoDB, as {@link Collections} describes them. */
@ApplicationScoped
public class MongoRescans implements RescanStore {

  /** Of an open one the key of its request, else its own id: so what is open is there once. */
  private static final String OPEN_KEY = "openKey";

  private final MongoCollection<Document> rescans;
  private final MongoCollection<Document> images;
  private final MongoCollection<Document> results;

  /** Uses the one database of the installation. */
  public MongoRescans(MongoClient client, @ConfigProperty(name = "mdis.database") String database) {
    this.rescans = client.getDatabase(database).getCollection(Collections.RESCANS);
    this.images = client.getDatabase(database).getCollection(Collections.IMAGES);
    this.results = client.getDatabase(database).getCollection(Collections.RESULTS);
  }

  /** Makes the indexes that are missing. */
  public void createIndexes() {
    rescans.createIndex(Indexes.ascending(OPEN_KEY), new IndexOptions().unique(true));
    rescans.createIndex(Indexes.ascending("state", "requestedAt", "_id"));
    rescans.createIndex(Indexes.descending("requestedAt", "_id"));
  }

  @Override
  public long count(ImageSelection selection) {
    return images.countDocuments(ImageFilters.of(selection));
  }

  @Override
  public boolean knowsDimension(String dimension) {
    return results.countDocuments(eq("dimension", dimension), new CountOptions().limit(1)) > 0;
  }

  @Override
  public Optional<Rescan> open(RescanRequest request) {
    return Optional.ofNullable(rescans.find(eq(OPEN_KEY, request.key())).first())
        .map(RescanDocuments::read);
  }

  @Override
  public long countOpen() {
    return rescans.countDocuments(eq("state", Rescan.State.OPEN.name()));
  }

  @Override
  public Rescan add(Rescan rescan) {
    try {
      rescans.insertOne(RescanDocuments.write(rescan).append(OPEN_KEY, rescan.request().key()));
      return rescan;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
      return open(rescan.request()).orElseThrow(() -> e);
    }
  }

  @Override
  public Optional<Rescan> find(String id) {
    return Optional.ofNullable(rescans.find(eq("_id", id)).first()).map(RescanDocuments::read);
  }

  @Override
  public List<Rescan> latest(int count) {
    return rescans
        .find()
        .sort(Sorts.descending("requestedAt", "_id"))
        .limit(count)
        .map(RescanDocuments::read)
        .into(new ArrayList<>());
  }

  @Override
  public void cancel(String id, Instant at) {
    end(and(eq("_id", id), isOpen()), id, Rescan.State.CANCELLED, at);
  }

  @Override
  public Optional<Rescan> claim(String owner, Duration time, Instant now) {
    Document oldest = rescans.find(isOpen()).sort(Sorts.ascending("requestedAt", "_id")).first();
    if (oldest == null) {
      return Optional.empty();
    }
    String holder = oldest.getString("owner");
    Date until = oldest.getDate("ownedUntil");
    if (holder != null && !holder.equals(owner) && until.toInstant().isAfter(now)) {
      return Optional.empty();
    }
    Bson unchanged =
        and(
            eq("_id", oldest.getString("_id")),
            isOpen(),
            eq("owner", holder),
            eq("ownedUntil", until));
    return Optional.ofNullable(
            rescans.findOneAndUpdate(
                unchanged,
                combine(set("owner", owner), set("ownedUntil", Date.from(now.plus(time)))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
        .map(RescanDocuments::read);
  }

  @Override
  public List<ImageMessage> next(Rescan rescan, int count) {
    return images
        .find(and(gt("_id", rescan.after()), ImageFilters.of(rescan.request().images())))
        .sort(Sorts.ascending("_id"))
        .limit(count)
        .map(image -> RescanDocuments.message(image, rescan))
        .into(new ArrayList<>());
  }

  @Override
  public void published(Rescan rescan, String owner, List<ImageMessage> handedOn) {
    if (!handedOn.isEmpty()) {
      rescans.updateOne(
          and(eq("_id", rescan.id()), eq("owner", owner), eq("after", rescan.after())),
          combine(
              set("after", handedOn.getLast().manifestDigest().toString()),
              inc("published", (long) handedOn.size())));
    }
  }

  @Override
  public void finish(Rescan rescan, String owner, Instant at) {
    end(
        and(eq("_id", rescan.id()), eq("owner", owner), isOpen()),
        rescan.id(),
        Rescan.State.DONE,
        at);
  }

  private void end(Bson which, String id, Rescan.State state, Instant at) {
    rescans.updateOne(
        which,
        combine(set("state", state.name()), set("finishedAt", Date.from(at)), set(OPEN_KEY, id)));
  }

  private static Bson isOpen() {
    return eq("state", Rescan.State.OPEN.name());
  }
}
