package io.mdis.embedded.database;

import static de.bwaldvogel.mongo.backend.Constants.ID_FIELD;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import io.mdis.embedded.database.SecondaryIndex.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The different values of a field among the documents that a query finds, told from an index alone:
 * the query gives the index's first fields a string each and the field is the next one. For each
 * value the index is entered once, however many documents have it.
 *
 * @param index to read
 * @param given the query's own fields and values
 * @param prefix what all entries start with
 * @param field whose values are wanted
 */
@SuppressWarnings("ArrayRecordComponent") // plans are used once and never compared
record DistinctPlan(
    SecondaryIndex index, Map<String, String> given, byte[] prefix, IndexKey field) {

  /** The plan for a query, or empty where documents have to be read. */
  static Optional<DistinctPlan> of(
      Document query, String field, Collection<? extends OrderedAccess> indexes) {
    Map<String, String> given = new HashMap<>();
    if (!collect(query, given) || given.isEmpty()) {
      return Optional.empty();
    }
    return indexes.stream()
        .filter(SecondaryIndex.class::isInstance)
        .map(SecondaryIndex.class::cast)
        .flatMap(index -> of(given, field, index).stream())
        .findFirst();
  }

  private static Optional<DistinctPlan> of(
      Map<String, String> given, String field, SecondaryIndex index) {
    List<IndexKey> fields = index.fields();
    int next = given.size();
    if (fields.size() <= next || !fields.get(next).getKey().equals(field) || !index.exact(next)) {
      return Optional.empty();
    }
    KeyEncoder prefix = new KeyEncoder(index.maximalString());
    for (IndexKey key : fields.subList(0, next)) {
      String value = given.get(key.getKey());
      if (value == null || value.length() >= index.maximalString()) {
        return Optional.empty(); // a longer one may have been shortened to it
      }
      prefix.append(value, key.isAscending());
    }
    return Optional.of(new DistinctPlan(index, given, prefix.toBytes(), fields.get(next)));
  }

  /** Whether the query asks for nothing but that some fields equal some strings. */
  private static boolean collect(Document query, Map<String, String> given) {
    for (Map.Entry<String, Object> condition : query.entrySet()) {
      String name = condition.getKey();
      boolean understood =
          switch (condition.getValue()) {
            case String value ->
                !name.startsWith("$") && !name.contains(".") && given.put(name, value) == null;
            case Collection<?> parts when name.equals("$and") ->
                parts.stream()
                    .allMatch(part -> part instanceof Document nested && collect(nested, given));
            case null, default -> false;
          };
      if (!understood) {
        return false;
      }
    }
    return true;
  }

  /**
   * One document for each value, with no other fields than those of the query and the one that is
   * wanted; a whole one where the value is no string.
   *
   * @param reader gives the document at a position, or null where it has just been removed
   */
  Stream<Document> documents(Function<Position, Document> reader) {
    return entries().flatMap(entry -> Stream.ofNullable(document(entry, reader)));
  }

  /**
   * What grouping by the field gives, without documents to group; empty where a value is no string.
   *
   * @param limit groups at most
   */
  Optional<List<Document>> groups(long limit) {
    List<Document> groups = new ArrayList<>();
    for (Entry entry : (Iterable<Entry>) entries().limit(limit)::iterator) {
      Optional<KeyDecoder.Decoded> value = value(entry);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      groups.add(new Document(ID_FIELD, value.get().value()));
    }
    return Optional.of(groups);
  }

  private Stream<Entry> entries() {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(new Walk(), Spliterator.ORDERED), false);
  }

  /** The first entry of each value, and each entry of a value that is no string. */
  private final class Walk implements Iterator<Entry> {
    private Iterator<Entry> cursor = index.entries(prefix, prefix);
    private Entry next = cursor.hasNext() ? cursor.next() : null;

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Entry next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Entry entry = next;
      next = following(entry);
      return entry;
    }

    /** Mostly the next entry; where that has the same value, all of the value are stepped over. */
    private Entry following(Entry entry) {
      Entry candidate = cursor.hasNext() ? cursor.next() : null;
      int end = value(entry).map(KeyDecoder.Decoded::end).orElse(0);
      if (candidate != null && end > 0 && startAlike(entry.key(), candidate.key(), end)) {
        byte[] all = Arrays.copyOf(entry.key(), end);
        byte[] after = new KeyRange(all, all).end();
        cursor = after == null ? Collections.emptyIterator() : index.entries(after, prefix);
        return cursor.hasNext() ? cursor.next() : null;
      }
      return candidate;
    }

    private static boolean startAlike(byte[] one, byte[] other, int length) {
      return other.length >= length && Arrays.equals(one, 0, length, other, 0, length);
    }
  }

  private Document document(Entry entry, Function<Position, Document> reader) {
    Optional<KeyDecoder.Decoded> value = value(entry);
    if (value.isEmpty()) {
      return reader.apply(entry.position());
    }
    Document document = new Document();
    document.putAll(given);
    document.put(field.getKey(), value.get().value());
    return document;
  }

  private Optional<KeyDecoder.Decoded> value(Entry entry) {
    return KeyDecoder.string(entry.fields(), prefix.length, field.isAscending());
  }
}
