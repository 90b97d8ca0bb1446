package io.mdis.embedded.database;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Iterator;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** The index on {@code _id}: the map of documents itself, whose keys are the encoded ids. */
final class PrimaryIndex extends Index<Position> implements OrderedAccess {
  private final MVMap<byte[], byte[]> documents;

  PrimaryIndex(String name, List<IndexKey> keys, MVMap<byte[], byte[]> documents) {
    super(name, keys, false);
    this.documents = documents;
  }

  /** The position of the document that has this id. */
  static Position position(Object id) {
    return new Position(new KeyEncoder(Integer.MAX_VALUE).append(id, true).toBytes());
  }

  @Override
  public List<IndexKey> fields() {
    return List.of(new IndexKey(getKeys().getFirst().getKey(), true));
  }

  @Override
  public boolean exact(int field) {
    return !holds(KeyEncoder.DOCUMENT) && !holds(KeyEncoder.OTHER);
  }

  private boolean holds(int type) {
    byte[] first = documents.ceilingKey(new byte[] {(byte) type});
    return first != null && first[0] == type;
  }

  @Override
  public int maximalString() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Iterator<Position> scan(KeyRange range, boolean backwards) {
    byte[] from = range.from().length == 0 ? null : range.from();
    Cursor<byte[], byte[]> cursor =
        backwards
            ? documents.cursor(range.end(), from, true)
            : documents.cursor(from, range.end(), false);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public Position next() {
        return new Position(cursor.next());
      }
    };
  }

  @Override
  public Position getPosition(Document document) {
    return position(document.get(getKeys().getFirst().getKey()));
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Position> collection) {
    if (documents.containsKey(getPosition(document).key())) {
      throw new DuplicateKeyError(
          this, collection, getKeys(), new KeyValue(document.get(getKeys().getFirst().getKey())));
    }
  }

  @Override
  public void add(Document document, Position position, MongoCollection<Position> collection) {
    // The collection has put the document at its position.
  }

  @Override
  public Position remove(Document document) {
    return getPosition(document);
  }

  @Override
  public void checkUpdate(
      Document oldDocument, Document newDocument, MongoCollection<Position> collection) {
    // An id never changes: the collection refuses it before.
  }

  @Override
  public void updateInPlace(
      Document oldDocument,
      Document newDocument,
      Position position,
      MongoCollection<Position> collection) {
    // An id never changes: the collection refuses it before.
  }

  @Override
  public boolean canHandle(Document query) {
    return false; // queries go through the planner
  }

  @Override
  public Iterable<Position> getPositions(Document query) {
    throw new UnsupportedOperationException("queries go through the planner");
  }

  @Override
  public long getCount() {
    return documents.sizeAsLong();
  }

  @Override
  public boolean isEmpty() {
    return false; // never to be built: it is the documents
  }

  @Override
  public long getDataSize() {
    return 0;
  }

  @Override
  public boolean isUnique() {
    return true;
  }

  @Override
  public void drop() {
    // The documents are dropped with their collection.
  }
}
