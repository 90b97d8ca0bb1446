package io.mdis.worker.store;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.worker.scan.LayerResults;
import io.mdis.worker.scan.SharedComputations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
  private final SharedComputations computations;
  private final Instant since;

  /** Over the collections of a database; nothing is created by this. */
  @Inject
  public MongoLayerResults(
      MongoClient client,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String name) {
    this(
        client.getDatabase(name).getCollection(Collections.LAYER_RESULTS),
        new SharedComputations(),
        Instant.EPOCH);
  }

  private MongoLayerResults(
      MongoCollection<Document> layers, SharedComputations computations, Instant since) {
    this.layers = layers;
    this.computations = computations;
    this.since = since;
  }

  @Override
  public LayerResults since(Instant time) {
    return new MongoLayerResults(layers, computations, time);
  }

  @Override
  public byte[] once(Digest diffId, String dimension, String version, Computation compute)
      throws IOException {
    String id = diffId + "|" + dimension + "|" + version;
    return computations.run(
        since + "|" + id, // Who wants it newer must not get what another is looking up.
        () -> {
          byte[] known = find(id);
          if (known != null) {
            return known;
          }
          byte[] made = compute.run();
          keep(id, made);
          return made;
        });
  }

  private byte[] find(String id) throws IOException {
    try {
      Document known = layers.find(Filters.eq("_id", id)).first();
      return known == null || known.getDate("storedAt").toInstant().isBefore(since)
          ? null
          : known.getString("json").getBytes(StandardCharsets.UTF_8);
    } catch (MongoException e) {
      throw new IOException("the result of layer " + id + " can't be looked up: " + e, e);
    }
  }

  private void keep(String id, byte[] made) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      // A computation that was told to stop may have left something out.
      throw new InterruptedIOException("interrupted while making the result of layer " + id);
    }
    String text = text(id, made);
    if (made.length > MAX_BYTES) {
      return;
    }
    Document document =
        new Document("_id", id).append("json", text).append("storedAt", Date.from(Instant.now()));
    try {
      layers.replaceOne(Filters.eq("_id", id), document, new ReplaceOptions().upsert(true));
    } catch (MongoException e) {
      throw new IOException("the result of layer " + id + " can't be stored: " + e, e);
    }
  }

  private static String text(String id, byte[] made) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(made)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the result of layer " + id + " is not UTF-8 text", e);
    }
  }
}
