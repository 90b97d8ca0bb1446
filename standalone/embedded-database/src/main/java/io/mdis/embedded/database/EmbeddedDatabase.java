package io.mdis.embedded.database;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStoreException;

/**
 * A database that speaks the MongoDB wire protocol on the loopback interface, for an installation
 * on one machine. It has no users and no encryption: whoever may connect to the machine's loopback
 * interface may read and write it.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String FILE = "database.mv";

  /** Each of them runs the commands of some connections, and waits for the disk meanwhile. */
  private static final int THREADS = 16;

  private final MongoServer server;
  private final DocumentBackend backend;
  private final int port;

  private EmbeddedDatabase(MongoServer server, DocumentBackend backend) {
    this.server = server;
    this.backend = backend;
    this.port = server.getLocalAddress().getPort();
  }

  /**
   * Opens or creates the database in a directory.
   *
   * @param directory holds the one file of the database; created where it is missing
   * @param port TCP port on 127.0.0.1; 0 for a free one
   * @throws IOException if the directory or the file cannot be used, for example because another
   *     process has it open
   */
  public static EmbeddedDatabase start(Path directory, int port) throws IOException {
    Files.createDirectories(directory);
    DurableStore store = open(directory.resolve(FILE));
    try {
      DocumentBackend backend = new DocumentBackend(store);
      MongoServer server = new MongoServer(backend);
      server.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
          1,
          THREADS);
      return new EmbeddedDatabase(server, backend);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static DurableStore open(Path file) throws IOException {
    try {
      FileRewrite.ifWorthwhile(file);
      return new DurableStore(file);
    } catch (MVStoreException e) {
      throw new IOException(
          "Cannot open the database's file "
              + file
              + "; stop the other process that uses it, or restore it from a backup",
          e);
    }
  }

  /** The connection string, {@code mongodb://127.0.0.1:port}. */
  public String uri() {
    return "mongodb://127.0.0.1:" + port;
  }

  /** Documents that queries have read since the start. */
  long documentsExamined() {
    return backend.examined();
  }

  /** Ends all connections, writes what is left and closes the file. */
  @Override
  public void close() {
    server.shutdownNow();
  }
}
