package io.mdis.embedded.database;

import de.bwaldvogel.mongo.backend.IndexKey;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Documents in the order of some of their fields. */
interface OrderedAccess {
  /** The fields, the most significant first. */
  List<IndexKey> fields();

  /**
   * Whether a field, by its place in {@link #fields()}, has one value in each document, in
   * MongoDB's order: no array, no shortened value.
   */
  boolean exact(int field);

  /** Whether all fields are exact, so that each document has one entry. */
  default boolean exact() {
    return IntStream.range(0, fields().size()).allMatch(this::exact);
  }

  /** UTF-16 units of a string that an entry holds. */
  int maximalString();

  /** The positions of entries within the range; a document of several entries comes repeatedly. */
  Iterator<Position> scan(KeyRange range, boolean backwards);
}
