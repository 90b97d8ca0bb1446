package io.mdis.embedded.database;

import de.bwaldvogel.mongo.backend.IndexKey;
import java.util.Iterator;
import java.util.List;

/** Documents in the order of some of their fields. */
interface OrderedAccess {
  /** The fields, the most significant first. */
  List<IndexKey> fields();

  /** Whether each document has one entry, in MongoDB's order (no array, no shortened value). */
  boolean exact();

  /** UTF-16 units of a string that an entry holds. */
  int maximalString();

  /** The positions of entries within the range; a document of several entries comes repeatedly. */
  Iterator<Position> scan(KeyRange range, boolean backwards);
}
