package io.mdis.harbor.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.harbor.scan.HarborScan;
import io.mdis.harbor.scan.ScanStore;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** Scans that Harbor asked for, as {@link Collections} describes them. */
public final class MongoScans implements ScanStore {
  private final MongoCollection<Document> scans;

  /** Over the collection of a database; nothing is created by this. */
  public MongoScans(MongoDatabase database) {
    this.scans = database.getCollection(Collections.HARBOR_SCANS);
  }

  /** Makes the index that is missing. */
  public void createIndexes() {
    scans.createIndex(Indexes.ascending("requestedAt"));
  }

  @Override
  public void add(HarborScan scan) {
    scans.insertOne(
        new Document("_id", scan.id())
            .append("registry", scan.registry())
            .append("repository", scan.repository())
            .append("tag", scan.tag())
            .append("digest", scan.digest().toString())
            .append("requestedAt", Date.from(scan.requestedAt()))
            .append("until", Date.from(scan.until())));
  }

  @Override
  public Optional<HarborScan> find(String id) {
    return Optional.ofNullable(scans.find(Filters.eq("_id", id)).first()).map(MongoScans::read);
  }

  @Override
  public void resolved(String id, Digest configDigest) {
    scans.updateOne(Filters.eq("_id", id), Updates.set("configDigest", configDigest.toString()));
  }

  @Override
  public void reported(String id, Instant at) {
    scans.updateOne(Filters.eq("_id", id), Updates.set("reportedAt", Date.from(at)));
  }

  @Override
  public void remove(String id) {
    scans.deleteOne(Filters.eq("_id", id));
  }

  @Override
  public long removeBefore(Instant requested) {
    return scans.deleteMany(Filters.lt("requestedAt", Date.from(requested))).getDeletedCount();
  }

  private static HarborScan read(Document document) {
    return new HarborScan(
        document.getString("_id"),
        document.getString("registry"),
        document.getString("repository"),
        document.getString("tag"),
        Digest.parse(document.getString("digest")),
        document.getDate("requestedAt").toInstant(),
        document.getDate("until").toInstant(),
        Optional.ofNullable(document.getString("configDigest")).map(Digest::parse),
        Optional.ofNullable(document.getDate("reportedAt")).map(Date::toInstant));
  }
}
