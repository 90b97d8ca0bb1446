package io.mdis.ingest.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.ingest.resolve.ImageStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Images in MongoDB, as {@link Collections} describes them. */
@ApplicationScoped
public class MongoImageStore implements ImageStore {

  private final MongoCollection<Document> images;

  /** Uses the one database of the installation. */
  public MongoImageStore(
      MongoClient client, @ConfigProperty(name = "mdis.database") String database) {
    this.images = client.getDatabase(database).getCollection(Collections.IMAGES);
  }

  /** Makes the indexes that are missing; those that are there stay. */
  public void createIndexes() {
    images.createIndex(Indexes.descending("acceptedAt", "_id"));
    images.createIndex(Indexes.ascending("registry", "repository"));
    images.createIndex(Indexes.ascending("deletedAt", "_id"));
  }

  @Override
  public void save(ImageMessage image) {
    Bson tags =
        image.tag() == null ? setOnInsert("tags", List.of()) : addToSet("tags", image.tag());
    images.updateOne(
        eq("_id", image.manifestDigest().toString()),
        combine(
            set("registry", image.registry()),
            set("repository", image.repository()),
            set("configDigest", image.configDigest().toString()),
            set("platform", image.platform() == null ? null : image.platform().toString()),
            set("layers", image.layers().stream().map(MongoImageStore::layer).toList()),
            set("eventId", image.eventId()),
            set("reason", image.reason().name()),
            tags,
            setOnInsert("acceptedAt", Date.from(image.requestedAt())),
            unset("deletedAt")),
        new UpdateOptions().upsert(true));
  }

  @Override
  public void delete(String registry, String repository, String tag, Digest digest, Instant at) {
    Bson inRepository = and(eq("registry", registry), eq("repository", repository));
    if (digest != null) {
      images.updateOne(
          and(inRepository, eq("_id", digest.toString())), set("deletedAt", Date.from(at)));
    } else if (tag != null) {
      images.updateMany(and(inRepository, eq("tags", tag)), pull("tags", tag));
    }
  }

  private static Document layer(LayerDescriptor layer) {
    return new Document("digest", layer.digest().toString())
        .append("diffId", layer.diffId() == null ? null : layer.diffId().toString())
        .append("mediaType", layer.mediaType())
        .append("size", layer.size());
  }
}
