package io.mdis.embedded.database;

import java.util.Set;
import org.h2.mvstore.MVMap;

/**
 * Counts, for each field of an index, the documents that the keys of its entries do not hold
 * exactly. The counts are in the map of the entries, before all of them.
 *
 * @param entries of the index
 */
record InexactFields(MVMap<byte[], Long> entries) {
  /** Starts the keys of counts; the field's place follows. Alone: files that knew but one count. */
  private static final byte[] START = {0};

  /** Whether every entry holds that field exactly. */
  boolean none(int field) {
    return entries.getOrDefault(START, 0L) == 0 && entries.getOrDefault(key(field), 0L) == 0;
  }

  /** A document with these inexact fields came, 1, or went, -1. */
  void count(Set<Integer> fields, int difference) {
    for (int field : fields) {
      byte[] key = key(field);
      entries.put(key, Math.max(0, entries.getOrDefault(key, 0L) + difference));
    }
  }

  private static byte[] key(int field) {
    return EntryKeys.concatenate(START, new byte[] {(byte) field});
  }
}
