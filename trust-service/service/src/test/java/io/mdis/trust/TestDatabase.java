package io.mdis.trust;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.mdis.embedded.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.bson.Document;

/** A real database, and a client of it that soon gives up. */
public final class TestDatabase implements AutoCloseable {
  private final Path directory;
  private final int port;
  private EmbeddedDatabase server;
  private final MongoClient client;

  public TestDatabase(Path directory) throws IOException {
    this.directory = directory;
    server = EmbeddedDatabase.start(directory, 0);
    port = Integer.parseInt(server.uri().replaceFirst(".*:(\\d+).*", "$1"));
    client = MongoClients.create(server.uri() + "?serverSelectionTimeoutMS=500");
  }

  public MongoDatabase database() {
    return client.getDatabase("mdis");
  }

  public MongoCollection<Document> collection(String name) {
    return database().getCollection(name);
  }

  /** From here on the database is away. */
  public void stopServer() {
    server.close();
  }

  /** It is back, with what it had. */
  public void startServer() throws IOException {
    server = EmbeddedDatabase.start(directory, port);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
