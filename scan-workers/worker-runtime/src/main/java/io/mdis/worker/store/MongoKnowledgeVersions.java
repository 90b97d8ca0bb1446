package io.mdis.worker.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.worker.rejudge.KnowledgeVersions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.bson.Document;

/** Versions of knowledge in MongoDB; a few documents for each dimension. */
public final class MongoKnowledgeVersions implements KnowledgeVersions {
  private static final Duration FORGOTTEN = Duration.ofDays(90);

  private final MongoCollection<Document> versions;
  private final String dimension;
  private final Duration live;
  private final InstantSource clock;

  /**
   * Nothing is written by this.
   *
   * @param live how long knowledge counts as in use after a worker last said so; longer than
   *     workers' pause between two questions
   */
  public MongoKnowledgeVersions(
      MongoDatabase database, String dimension, Duration live, InstantSource clock) {
    this.versions = database.getCollection(Collections.KNOWLEDGE_VERSIONS);
    this.dimension = dimension;
    this.live = live;
    this.clock = clock;
  }

  @Override
  public boolean newest(String version) {
    Instant now = clock.instant();
    versions.updateOne(
        Filters.eq("_id", dimension + "|" + version),
        Updates.combine(
            Updates.setOnInsert("dimension", dimension),
            Updates.setOnInsert("version", version),
            Updates.setOnInsert("firstSeenAt", Date.from(now)),
            Updates.set("liveUntil", Date.from(now.plus(live)))),
        new UpdateOptions().upsert(true));
    versions.deleteMany(
        Filters.and(
            Filters.eq("dimension", dimension),
            Filters.lt("liveUntil", Date.from(now.minus(FORGOTTEN)))));
    String newest = version;
    Instant newestSeen = Instant.MIN;
    for (Document known : versions.find(Filters.eq("dimension", dimension))) {
      boolean own = known.getString("version").equals(version);
      boolean inUse = own || known.getDate("liveUntil").toInstant().isAfter(now);
      Instant seen = known.getDate("firstSeenAt").toInstant();
      if (inUse && seen.isAfter(newestSeen)) {
        newest = known.getString("version");
        newestSeen = seen;
      }
    }
    return newest.equals(version);
  }
}
