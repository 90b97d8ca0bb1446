package io.mdis.embedded.database;

import static de.bwaldvogel.mongo.backend.Constants.ID_FIELD;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * An index on one or several fields: a map from the encoded fields, followed by the document's
 * encoded id, to the place where the id starts. An array has one entry for each element.
 */
final class SecondaryIndex extends Index<Position> implements OrderedAccess {
  /** UTF-16 units of a string that are kept in an entry, unless the index is unique. */
  private static final int MAXIMAL_STRING = 512;

  /** Before the first entry, and behind the counts of {@link InexactFields}. */
  private static final byte[] FIRST = {1};

  private final MVMap<byte[], Long> entries;
  private final EntryKeys keys;
  private final InexactFields inexact;
  private final boolean unique;
  private final boolean skipsMissing;

  SecondaryIndex(
      String name,
      List<IndexKey> keys,
      boolean unique,
      boolean skipsMissing,
      MVMap<byte[], Long> entries) {
    super(name, keys, skipsMissing);
    this.unique = unique;
    this.skipsMissing = skipsMissing;
    this.entries = entries;
    this.keys = new EntryKeys(name, keys, maximalString(), skipsMissing);
    this.inexact = new InexactFields(entries);
  }

  @Override
  public List<IndexKey> fields() {
    return getKeys();
  }

  @Override
  public boolean exact(int field) {
    return !skipsMissing && inexact.none(field);
  }

  @Override
  public int maximalString() {
    return unique ? Integer.MAX_VALUE : MAXIMAL_STRING; // uniqueness needs whole strings
  }

  @Override
  public Iterator<Position> scan(KeyRange range, boolean backwards) {
    byte[] from = range.from().length == 0 ? FIRST : range.from();
    Cursor<byte[], Long> cursor =
        backwards
            ? entries.cursor(range.end(), from, true)
            : entries.cursor(from, range.end(), false);
    Iterator<Entry> found = entries(cursor);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return found.hasNext();
      }

      @Override
      public Position next() {
        return found.next().position();
      }
    };
  }

  /**
   * One entry.
   *
   * @param key its fields, followed by the document's encoded id
   * @param idStart where the id starts
   */
  @SuppressWarnings("ArrayRecordComponent") // entries are read once and never compared
  record Entry(byte[] key, int idStart) {
    byte[] fields() {
      return Arrays.copyOf(key, idStart);
    }

    Position position() {
      return new Position(Arrays.copyOfRange(key, idStart, key.length));
    }
  }

  /** The entries from a key on that start with a prefix. */
  Iterator<Entry> entries(byte[] from, byte[] prefix) {
    return entries(entries.cursor(from, new KeyRange(prefix, prefix).end(), false));
  }

  private static Iterator<Entry> entries(Cursor<byte[], Long> cursor) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public Entry next() {
        byte[] key = cursor.next();
        return new Entry(key, Math.toIntExact(cursor.getValue()));
      }
    };
  }

  @Override
  public Position getPosition(Document document) {
    return null; // the index on _id knows
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Position> collection) {
    EntryKeys.Entries added = keys.of(document);
    if (unique) {
      refuseDuplicates(added, document, collection);
    }
  }

  @Override
  public void add(Document document, Position position, MongoCollection<Position> collection) {
    EntryKeys.Entries added = keys.of(document);
    for (byte[] fields : added.keys()) {
      entries.put(EntryKeys.concatenate(fields, position.key()), (long) fields.length);
    }
    inexact.count(added.inexact(), 1);
  }

  @Override
  public Position remove(Document document) {
    EntryKeys.Entries removed = keys.of(document);
    byte[] position = PrimaryIndex.position(document.get(ID_FIELD)).key();
    for (byte[] fields : removed.keys()) {
      entries.remove(EntryKeys.concatenate(fields, position));
    }
    inexact.count(removed.inexact(), -1);
    return null;
  }

  /** True, as the collection then accepts that the index on _id alone knows positions. */
  @Override
  protected boolean isSparse() {
    return true;
  }

  @Override
  public boolean hasSameOptions(Index<?> other) {
    return other instanceof SecondaryIndex index
        && unique == index.unique
        && skipsMissing == index.skipsMissing
        && getKeys().toString().equals(index.getKeys().toString());
  }

  @Override
  public void checkUpdate(
      Document oldDocument, Document newDocument, MongoCollection<Position> collection) {
    checkAdd(newDocument, collection);
  }

  @Override
  public void updateInPlace(
      Document oldDocument,
      Document newDocument,
      Position position,
      MongoCollection<Position> collection) {
    boolean same =
        getKeys().stream()
            .map(IndexKey::getKey)
            .allMatch(
                field ->
                    Objects.equals(
                        Utils.getSubdocumentValueCollectionAware(oldDocument, field),
                        Utils.getSubdocumentValueCollectionAware(newDocument, field)));
    if (!same) {
      remove(oldDocument);
      add(newDocument, position, collection);
    }
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
    byte[] first = entries.ceilingKey(FIRST);
    return first == null ? 0 : entries.sizeAsLong() - entries.getKeyIndex(first);
  }

  @Override
  public long getDataSize() {
    return getCount();
  }

  @Override
  public boolean isUnique() {
    return unique;
  }

  @Override
  public void drop() {
    entries.clear();
  }

  private void refuseDuplicates(
      EntryKeys.Entries added, Document document, MongoCollection<Position> collection) {
    Position own = PrimaryIndex.position(document.get(ID_FIELD));
    for (byte[] fields : added.keys()) {
      Iterator<Position> found = scan(new KeyRange(fields, fields), false);
      while (found.hasNext()) {
        if (!found.next().equals(own)) {
          List<Object> values = new ArrayList<>();
          getKeys().forEach(key -> values.add(Utils.getSubdocumentValue(document, key.getKey())));
          throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(values));
        }
      }
    }
  }
}
