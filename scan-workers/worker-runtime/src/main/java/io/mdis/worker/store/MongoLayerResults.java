package io.mdis.worker.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.worker.scan.LayerResults;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Results of layers, shared by every worker and image; one too large to store is made again. */
@ApplicationScoped
public class MongoLayerResults implements LayerResults {
  private static final int MAX_BYTES = 8 << 20;

  private final MongoCollection<Document> layers;

  MongoLayerResults(
      MongoClient client,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String name) {
    this.layers = client.getDatabase(name).getCollection(Collections.LAYER_RESULTS);
  }

  @Override
  public byte[] once(Digest diffId, String dimension, String version, Computation compute)
      throws IOException {
    String id = diffId + "|" + dimension + "|" + version;
    Document known = layers.find(Filters.eq("_id", id)).first();
    if (known != null) {
      return known.getString("json").getBytes(StandardCharsets.UTF_8);
    }
    byte[] made = compute.run();
    if (made.length <= MAX_BYTES) {
      Document document =
          new Document("_id", id)
              .append("json", new String(made, StandardCharsets.UTF_8))
              .append("storedAt", Date.from(Instant.now()));
      layers.replaceOne(Filters.eq("_id", id), document, new ReplaceOptions().upsert(true));
    }
    return made;
  }
}
