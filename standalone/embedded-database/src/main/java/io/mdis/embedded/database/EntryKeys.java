package io.mdis.embedded.database;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.ErrorCode;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the keys of a document's entries in an index: its fields one after the other, encoded; of
 * an array one for each element.
 *
 * @param index its name, for a person
 * @param fields in the order of the index
 * @param maximalString UTF-16 units of a string that are kept
 * @param skipsMissing whether a document that has none of the fields has no entry
 */
record EntryKeys(String index, List<IndexKey> fields, int maximalString, boolean skipsMissing) {
  private static final int MAXIMAL_ENTRIES = 10_000;

  /**
   * The entries of one document.
   *
   * @param keys of its entries, without the document's id
   * @param inexact places of fields that the keys do not hold exactly
   */
  record Entries(List<byte[]> keys, Set<Integer> inexact) {}

  /** What one field of a document makes. */
  private record Points(Set<byte[]> values, boolean exact, boolean present) {}

  /** Throws MongoServerError when they are more than an index takes of one document. */
  Entries of(Document document) {
    Set<Integer> inexact = new HashSet<>();
    boolean present = false;
    List<byte[]> prefixes = List.of(new byte[0]);
    for (int place = 0; place < fields.size(); place++) {
      Points points = points(document, fields.get(place));
      present |= points.present();
      if (!points.exact()) {
        inexact.add(place);
      }
      prefixes = extended(prefixes, points.values());
    }
    return skipsMissing && !present
        ? new Entries(List.of(), Set.of())
        : new Entries(prefixes, inexact);
  }

  private Points points(Document document, IndexKey field) {
    Object value = Utils.getSubdocumentValueCollectionAware(document, field.getKey());
    Collection<?> elements =
        value instanceof Collection<?> list ? list : Collections.singletonList(value);
    boolean exact = !(value instanceof Collection<?>);
    Set<byte[]> points = new TreeSet<>(Arrays::compareUnsigned);
    for (Object element : elements) {
      KeyEncoder encoder = new KeyEncoder(maximalString).append(element, field.isAscending());
      points.add(encoder.toBytes());
      exact &= encoder.exact();
    }
    return new Points(points, exact, !(value instanceof Missing));
  }

  private List<byte[]> extended(List<byte[]> prefixes, Set<byte[]> points) {
    if ((long) points.size() * prefixes.size() > MAXIMAL_ENTRIES) {
      throw new MongoServerError(
          ErrorCode.BadValue,
          "index %s takes at most %d entries of one document; index a field with shorter arrays"
              .formatted(index, MAXIMAL_ENTRIES));
    }
    List<byte[]> extended = new ArrayList<>(prefixes.size() * points.size());
    for (byte[] prefix : prefixes) {
      points.forEach(point -> extended.add(concatenate(prefix, point)));
    }
    return extended;
  }

  /** One key behind the other. */
  static byte[] concatenate(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
