package io.mdis.worker;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.mdis.embedded.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.bson.Document;

/** A real database, and a client of it. */
public final class TestDatabase implements AutoCloseable {
  public static final String NAME = "mdis";

  private final EmbeddedDatabase database;
  private final MongoClient client;

  public TestDatabase(Path directory) throws IOException {
    database = EmbeddedDatabase.start(directory, 0);
    client = MongoClients.create(database.uri() + "?serverSelectionTimeoutMS=3000");
  }

  public MongoClient client() {
    return client;
  }

  public MongoCollection<Document> collection(String name) {
    return client.getDatabase(NAME).getCollection(name);
  }

  /** From here on the database is away. */
  public void stopServer() {
    database.close();
  }

  @Override
  public void close() {
    client.close();
    database.close();
  }
}
