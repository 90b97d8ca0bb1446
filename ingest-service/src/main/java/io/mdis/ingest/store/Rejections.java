package io.mdis.ingest.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.mdis.contracts.Collections;
import io.mdis.contracts.ImageEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Accepted events that were given up on, so that a person sees them. */
@ApplicationScoped
public class Rejections {
  private static final int LONGEST = 2_000;

  private final MongoCollection<Document> collection;

  /** Uses the one database of the installation. */
  public Rejections(MongoClient client, @ConfigProperty(name = "mdis.database") String database) {
    this.collection = client.getDatabase(database).getCollection(Collections.REJECTIONS);
  }

  /** Makes the index that is missing. */
  public void createIndexes() {
    collection.createIndex(Indexes.descending("at", "_id"));
  }

  /** Keeps why an event was given up on. */
  public void record(ImageEvent event, String code, String message, Instant at) {
    String reference =
        event.key()
            + (event.tag() == null ? "" : ":" + event.tag())
            + (event.digest() == null ? "" : "@" + event.digest());
    collection.replaceOne(
        eq("_id", event.id()),
        new Document("_id", event.id())
            .append("source", event.source())
            .append("reference", reference)
            .append("code", code)
            .append("message", message.substring(0, Math.min(message.length(), LONGEST)))
            .append("at", Date.from(at)),
        new ReplaceOptions().upsert(true));
  }
}
