package io.mdis.embedded.database;

import static de.bwaldvogel.mongo.backend.Constants.ID_FIELD;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.ErrorCode;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** One database: its collections and their indexes are maps of the store. */
final class DocumentDatabase extends AbstractSynchronizedMongoDatabase<Position> {
  /** Stages that read nothing but the documents that come in. */
  private static final Set<String> PLAIN_STAGES =
      Set.of(
          "$match",
          "$group",
          "$count",
          "$sort",
          "$skip",
          "$limit",
          "$project",
          "$unwind",
          "$addFields",
          "$set",
          "$unset",
          "$replaceRoot",
          "$sortByCount",
          "$bucket");

  /** Groups of one reply, which has to fit a message. */
  private static final int MAXIMAL_GROUPS = 110_000;

  private final DurableStore store;
  private final LongAdder examined;

  DocumentDatabase(String name, DurableStore store, CursorRegistry cursors, LongAdder examined) {
    super(name, cursors);
    this.store = store;
    this.examined = examined;
    initializeNamespacesAndIndexes();
  }

  @Override
  public Document handleCommand(
      Channel channel,
      String command,
      Document query,
      DatabaseResolver databaseResolver,
      Oplog oplog) {
    if (command.equals("explain") && query.get("explain") instanceof Document explained) {
      return explain(explained);
    }
    Optional<DocumentCollection.Selection> selection =
        command.equals("aggregate") ? selection(query) : Optional.empty();
    Optional<List<Document>> groups = selection.flatMap(chosen -> groups(chosen, query));
    if (groups.isPresent()) {
      return okay(
          new Document(
              "cursor",
              new Document("id", 0L)
                  .append("ns", getFullCollectionNamespace(selection.get().collection()))
                  .append("firstBatch", groups.get())));
    }
    if (selection.isPresent()) {
      return ScopedValue.where(DocumentCollection.SELECTION, selection.get())
          .call(() -> super.handleCommand(channel, command, query, databaseResolver, oplog));
    }
    return super.handleCommand(channel, command, query, databaseResolver, oplog);
  }

  /** What an aggregation starts with, where an index can be of use to it. */
  private static Optional<DocumentCollection.Selection> selection(Document aggregate) {
    return aggregate.get("pipeline") instanceof List<?> stages
            && !stages.isEmpty()
            && stages.getFirst() instanceof Document first
            && first.get("$match") instanceof Document query
            && stages.stream().allMatch(DocumentDatabase::isPlain)
        ? Optional.of(
            new DocumentCollection.Selection(
                String.valueOf(aggregate.get("aggregate")), query, distinct(stages)))
        : Optional.empty();
  }

  /** The answer to a $match, a $group by one field and a $limit, if an index alone gives it. */
  private Optional<List<Document>> groups(DocumentCollection.Selection selection, Document query) {
    return query.get("pipeline") instanceof List<?> stages
            && stages.size() == 3
            && stages.getLast() instanceof Document last
            && last.get("$limit") instanceof Number limit
            && limit.longValue() <= MAXIMAL_GROUPS
            && selection.distinct() != null
            && resolveCollection(selection.collection(), false)
                instanceof DocumentCollection collection
        ? collection.groups(selection, limit.longValue())
        : Optional.empty();
  }

  /** Answers for {@code find} and {@code aggregate}; other commands are not explained. */
  private Document explain(Document command) {
    String kind = command.keySet().iterator().next();
    String name = String.valueOf(command.get(kind));
    DocumentCollection collection = (DocumentCollection) resolveCollection(name, true);
    Document plan =
        switch (kind) {
          case "find" ->
              collection.explain(
                  command.get("filter") instanceof Document filter ? filter : new Document(),
                  command.get("sort") instanceof Document sort ? sort : null,
                  command.get("limit") instanceof Number limit ? Math.abs(limit.intValue()) : 0);
          case "aggregate" ->
              selection(command)
                  .map(collection::explain)
                  .orElseGet(() -> collection.explain(new Document(), null, 0));
          default ->
              throw new MongoServerError(
                  ErrorCode.BadValue, "the embedded database explains find and aggregate alone");
        };
    return okay(
        new Document(
            "queryPlanner",
            new Document("namespace", getFullCollectionNamespace(name))
                .append("winningPlan", plan)));
  }

  private static Document okay(Document answer) {
    Utils.markOkay(answer);
    return answer;
  }

  private static boolean isPlain(Object stage) {
    return stage instanceof Document document && PLAIN_STAGES.containsAll(document.keySet());
  }

  /** The field by which the second stage groups, where it wants to know nothing else. */
  private static String distinct(List<?> stages) {
    return stages.size() > 1
            && stages.get(1) instanceof Document second
            && second.get("$group") instanceof Document group
            && group.size() == 1
            && group.get(ID_FIELD) instanceof String path
            && path.startsWith("$")
            && !path.startsWith("$$")
        ? path.substring(1)
        : null;
  }

  @Override
  protected MongoCollection<Position> openOrCreateCollection(
      String collectionName, CollectionOptions options) {
    return new DocumentCollection(
        this,
        collectionName,
        options,
        store.documents(getFullCollectionNamespace(collectionName)),
        cursorRegistry,
        examined);
  }

  @Override
  protected Index<Position> openOrCreateUniqueIndex(
      String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
    String namespace = getFullCollectionNamespace(collectionName);
    if (keys.size() == 1 && keys.getFirst().getKey().equals("_id")) {
      return new PrimaryIndex(indexName, keys, store.documents(namespace));
    }
    return new SecondaryIndex(indexName, keys, true, sparse, store.index(namespace, indexName));
  }

  @Override
  protected Index<Position> openOrCreateSecondaryIndex(
      String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
    String namespace = getFullCollectionNamespace(collectionName);
    return new SecondaryIndex(indexName, keys, false, sparse, store.index(namespace, indexName));
  }

  @Override
  protected void dropIndex(MongoCollection<Position> collection, String indexName) {
    super.dropIndex(collection, indexName);
    store.removeIndex(collection.getFullName(), indexName);
  }

  @Override
  public void dropCollection(String collectionName, Oplog oplog) {
    super.dropCollection(collectionName, oplog);
    store.removeDocuments(getFullCollectionNamespace(collectionName));
  }

  @Override
  public void moveCollection(
      MongoDatabase oldDatabase, MongoCollection<?> collection, String newCollectionName) {
    throw new MongoServerError(
        ErrorCode.BadValue, "the embedded database does not rename collections");
  }

  @Override
  protected long getStorageSize() {
    return store.fileSize();
  }

  @Override
  protected long getFileSize() {
    return store.fileSize();
  }
}
