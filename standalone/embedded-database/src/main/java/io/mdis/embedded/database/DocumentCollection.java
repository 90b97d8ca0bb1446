package io.mdis.embedded.database;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * One collection. Writes exclude one another; reads go on beside them on the state of the map at
 * their start.
 */
final class DocumentCollection extends AbstractMongoCollection<Position> {
  /** A query that an aggregation starts with, so that it need not read the whole collection. */
  static final ScopedValue<Selection> SELECTION = ScopedValue.newInstance();

  /**
   * The first stage of an aggregation.
   *
   * @param collection the collection's name
   * @param query what documents have to match
   * @param distinct the one field of them that counts, each value once; null where others do too
   */
  record Selection(String collection, Document query, String distinct) {}

  private final MVMap<byte[], byte[]> documents;
  private final LongAdder examined;
  private final QueryPlanner planner = new QueryPlanner();
  private volatile List<OrderedAccess> accesses = List.of();

  DocumentCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      MVMap<byte[], byte[]> documents,
      CursorRegistry cursors,
      LongAdder examined) {
    super(database, name, options, cursors);
    this.documents = documents;
    this.examined = examined;
  }

  @Override
  protected QueryResult queryDocuments(
      Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
    int most = Math.abs(limit); // negative: as many, in one batch
    Optional<QueryPlan> plan = plan(query, orderBy, most);
    Stream<Document> candidates =
        plan.map(chosen -> chosen.positions().map(this::getDocument).filter(Objects::nonNull))
            .orElseGet(() -> all(isNaturalDescending(orderBy)));
    boolean sorted = plan.map(QueryPlan::sorted).orElse(false);
    return matchDocumentsFromStream(
        query,
        candidates,
        skip,
        most,
        batchSize,
        sorted ? null : deriveComparator(orderBy),
        projection);
  }

  @Override
  public Stream<Document> queryAllAsStream() {
    if (SELECTION.isBound() && SELECTION.get().collection().equals(getCollectionName())) {
      return selected(SELECTION.get());
    }
    return all(false);
  }

  /** How a query is answered. */
  Document explain(Document query, Document orderBy, int limit) {
    return Explanation.of(plan(query, orderBy, limit), orderBy);
  }

  /** How the first stages of an aggregation are answered. */
  Document explain(Selection selection) {
    return distinct(selection)
        .map(Explanation::of)
        .orElseGet(() -> explain(selection.query(), null, 0));
  }

  /** What an aggregation that only groups gives, where an index alone tells it. */
  Optional<List<Document>> groups(Selection selection, long limit) {
    return distinct(selection).flatMap(plan -> plan.groups(limit));
  }

  private Optional<QueryPlan> plan(Document query, Document orderBy, int limit) {
    return planner.plan(query, orderBy, limit, accesses);
  }

  private Optional<DistinctPlan> distinct(Selection selection) {
    return Optional.ofNullable(selection.distinct())
        .flatMap(field -> DistinctPlan.of(selection.query(), field, accesses));
  }

  private Stream<Document> selected(Selection selection) {
    return distinct(selection)
        .map(plan -> plan.documents(this::getDocument))
        .orElseGet(
            () ->
                StreamSupport.stream(
                    queryDocuments(selection.query(), null, 0, 0, 0, null).spliterator(), false));
  }

  @Override
  protected QueryResult matchDocuments(
      Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
    return queryDocuments(query, orderBy, skip, limit, batchSize, projection);
  }

  private Stream<Document> all(boolean backwards) {
    return entries(backwards).map(DocumentWithPosition::getDocument);
  }

  @Override
  protected Stream<DocumentWithPosition<Position>> streamAllDocumentsWithPosition() {
    return entries(false);
  }

  private Stream<DocumentWithPosition<Position>> entries(boolean backwards) {
    Cursor<byte[], byte[]> cursor = documents.cursor(null, null, backwards);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED), false)
        .map(
            key -> {
              examined.increment();
              return new DocumentWithPosition<>(
                  DocumentCodec.decode(cursor.getValue()), new Position(key));
            });
  }

  /** The document there, or null where a concurrent delete was faster. */
  @Override
  protected Document getDocument(Position position) {
    examined.increment();
    byte[] bytes = documents.get(position.key());
    return bytes == null ? null : DocumentCodec.decode(bytes);
  }

  @Override
  protected Position addDocumentInternal(Document document) {
    Position position =
        getIdField() == null
            ? PrimaryIndex.position(
                new ObjectId()) // a list without ids, in the order of its additions
            : PrimaryIndex.position(document.get(getIdField()));
    documents.put(position.key(), DocumentCodec.encode(document));
    return position;
  }

  @Override
  protected void handleUpdate(Position position, Document oldDocument, Document newDocument) {
    documents.put(position.key(), DocumentCodec.encode(newDocument));
  }

  @Override
  protected void removeDocument(Position position) {
    documents.remove(position.key());
  }

  @Override
  public int count() {
    return documents.size();
  }

  /** Sizes are not tracked: each change would have to be counted in a place of its own. */
  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected void updateDataSize(int sizeDelta) {
    // not tracked
  }

  @Override
  protected int getDataSize() {
    return 0;
  }

  @Override
  public synchronized void addIndex(Index<Position> index) {
    super.addIndex(index);
    refreshAccesses();
  }

  @Override
  public synchronized void dropIndex(String indexName) {
    super.dropIndex(indexName);
    refreshAccesses();
  }

  private void refreshAccesses() {
    accesses = getIndexes().stream().map(OrderedAccess.class::cast).toList();
  }

  @Override
  public synchronized void addDocument(Document document) {
    super.addDocument(document);
  }

  @Override
  public synchronized Document findAndModify(Document query) {
    return super.findAndModify(query);
  }

  @Override
  public synchronized List<Document> insertDocuments(List<Document> added, boolean isOrdered) {
    return super.insertDocuments(added, isOrdered);
  }

  @Override
  public synchronized int deleteDocuments(Document selector, int limit, Oplog oplog) {
    return super.deleteDocuments(selector, limit, oplog);
  }

  @Override
  public synchronized Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters arrayFilters,
      boolean isMulti,
      boolean isUpsert,
      Oplog oplog) {
    return super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog);
  }

  @Override
  public synchronized void removeDocument(Document document) {
    super.removeDocument(document);
  }
}
