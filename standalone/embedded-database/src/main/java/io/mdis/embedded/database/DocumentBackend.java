package io.mdis.embedded.database;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Answers commands; one that changes something only after the change is on disk. */
final class DocumentBackend extends AbstractMongoBackend {
  /** Documents of a reply unless the client says how many; their bytes have to fit a message. */
  private static final int BATCH = 200;

  /** Commands that never change anything, in lower case; every other one is made durable. */
  private static final Set<String> READS =
      Set.of(
          "find",
          "getmore",
          "killcursors",
          "count",
          "distinct",
          "explain",
          "ping",
          "hello",
          "ismaster",
          "buildinfo",
          "serverstatus",
          "listcollections",
          "listindexes",
          "listdatabases",
          "dbstats",
          "collstats",
          "validate",
          "whatsmyuri",
          "endsessions",
          "getlasterror",
          "connectionstatus",
          "hostinfo",
          "getlog",
          "getcmdlineopts",
          "getparameter",
          "replsetgetstatus",
          "getfreemonitoringstatus");

  private final DurableStore store;
  private final LongAdder examined = new LongAdder();
  private final Map<String, MongoDatabase> opened = new ConcurrentHashMap<>();

  DocumentBackend(DurableStore store) {
    this.store = store;
    store.change(
        () -> {
          store.databases().forEach(this::resolveDatabase);
          return null;
        });
  }

  /** Documents read since the start, to tell a query that used an index from one that did not. */
  long examined() {
    return examined.sum();
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String databaseName) {
    return opened.computeIfAbsent(
        databaseName, name -> new DocumentDatabase(name, store, getCursorRegistry(), examined));
  }

  @Override
  public Document handleCommand(
      Channel channel, String databaseName, String command, Document query) {
    String name = command.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "hello" ->
          super.handleCommand(channel, databaseName, "ismaster", query)
              .append("isWritablePrimary", true);
      case "find", "getmore" -> {
        if (!(query.get("batchSize") instanceof Number size) || size.intValue() <= 0) {
          query.put("batchSize", BATCH);
        }
        yield super.handleCommand(channel, databaseName, command, query);
      }
      case "aggregate" ->
          changes(query)
              ? store.change(() -> super.handleCommand(channel, databaseName, command, query))
              : super.handleCommand(channel, databaseName, command, query);
      default ->
          READS.contains(name)
              ? super.handleCommand(channel, databaseName, command, query)
              : store.change(() -> super.handleCommand(channel, databaseName, command, query));
    };
  }

  private static boolean changes(Document query) {
    String pipeline = String.valueOf(query.get("pipeline"));
    return pipeline.contains("$out") || pipeline.contains("$merge");
  }

  @Override
  public void dropDatabase(String databaseName) {
    super.dropDatabase(databaseName);
    opened.remove(databaseName);
  }

  @Override
  public void close() {
    super.close();
    store.close();
  }
}
