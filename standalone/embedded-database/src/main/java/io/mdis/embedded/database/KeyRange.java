package io.mdis.embedded.database;

import java.util.Arrays;

/**
 * Keys from {@code from} to the last one that starts with {@code to}, both included; an empty bound
 * leaves that side open.
 */
@SuppressWarnings("ArrayRecordComponent") // ranges are read once and never compared
record KeyRange(byte[] from, byte[] to) {
  /** The first key after the range, or null where there is no upper bound. */
  byte[] end() {
    for (int i = to.length - 1; i >= 0; i--) {
      if (to[i] != (byte) 0xff) {
        byte[] next = Arrays.copyOf(to, i + 1);
        next[i]++;
        return next;
      }
    }
    return null;
  }
}
