package io.mdis.trust.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.trust.baseline.LayerArchive;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Envelope;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Layers in MongoDB. The per-file list, which may have hundreds of megabytes, goes into many
 * documents of its own before the layer's; each writing has its own name, so that two never mix.
 */
public final class MongoLayers implements LayerArchive {
  private static final int PART = 1 << 20;
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoCollection<Document> layers;
  private final MongoCollection<Document> files;

  /** Over the collections of a database; nothing is created by this. */
  public MongoLayers(MongoDatabase database) {
    this.layers = database.getCollection(Collections.TRUST_LAYERS);
    this.files = database.getCollection(Collections.TRUST_FILES);
  }

  @Override
  public Optional<Envelope> find(Digest diffId) throws IOException {
    Document found = document(diffId);
    if (found == null) {
      return Optional.empty();
    }
    return Optional.of(StoredJson.read(found.get("envelope"), Envelope.class));
  }

  @Override
  public void put(Digest diffId, Envelope statement, Path list) throws IOException {
    Document before = document(diffId);
    String name = UUID.randomUUID().toString();
    Parts parts = new Parts(name);
    try (OutputStream out = new GZIPOutputStream(new BufferedOutputStream(parts, PART))) {
      Files.copy(list, out);
    }
    Document document =
        new Document("_id", id(diffId))
            .append("envelope", StoredJson.text(statement))
            .append("files", name)
            .append("parts", parts.count)
            .append("storedAt", Date.from(Instant.now()));
    Access.call(() -> layers.replaceOne(eq("_id", id(diffId)), document, UPSERT));
    if (before != null) {
      forget(before.getString("files"), before.getInteger("parts", 0));
    }
  }

  @Override
  public Optional<InputStream> files(Digest diffId) throws IOException {
    Document found = document(diffId);
    if (found == null) {
      return Optional.empty();
    }
    String name = found.getString("files");
    int parts = found.getInteger("parts", 0);
    return Optional.of(new GZIPInputStream(new PartsReading(name, parts), 1 << 16));
  }

  private Document document(Digest diffId) throws IOException {
    return Access.call(() -> layers.find(eq("_id", id(diffId))).first());
  }

  private void forget(String name, int parts) throws IOException {
    List<String> ids = IntStream.range(0, parts).mapToObj(number -> id(name, number)).toList();
    Access.call(() -> files.deleteMany(in("_id", ids)));
  }

  private static String id(Digest diffId) {
    return diffId + "|" + Baseline.FORM;
  }

  private static String id(String name, int part) {
    return name + "|" + part;
  }

  /** Each writing of the buffer becomes a document. */
  private final class Parts extends OutputStream {
    private final String name;
    private int count;

    Parts(String name) {
      this.name = name;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      byte[] part = Arrays.copyOfRange(bytes, offset, offset + length);
      Document document = new Document("_id", id(name, count)).append("data", new Binary(part));
      Access.call(() -> files.insertOne(document));
      count++;
    }
  }

  /** One document after the other, each read when its turn comes. */
  private final class PartsReading extends InputStream {
    private final String name;
    private final int parts;
    private int next;
    private InputStream part = InputStream.nullInputStream();

    PartsReading(String name, int parts) {
      this.name = name;
      this.parts = parts;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = part.read(bytes, offset, length);
      while (n < 0 && next < parts) {
        part = open(id(name, next++));
        n = part.read(bytes, offset, length);
      }
      return n;
    }

    private InputStream open(String id) throws IOException {
      Document found = Access.call(() -> files.find(eq("_id", id)).first());
      if (found == null || !(found.get("data") instanceof Binary data)) {
        throw new IOException("part " + id + " of a list of files is missing");
      }
      return new ByteArrayInputStream(data.getData());
    }
  }
}
