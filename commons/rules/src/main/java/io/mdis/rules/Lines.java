package io.mdis.rules;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Counts line feeds, eight bytes at a time. */
final class Lines {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FEEDS = 0x0a0a0a0a0a0a0a0aL;
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

  private Lines() {}

  /** Line feeds in some bytes. */
  static long count(byte[] bytes, int from, int to) {
    long lines = 0;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long differing = (long) LONG.get(bytes, at) ^ FEEDS;
      // The high bit of each byte that is not zero; exact, for nothing carries over.
      long high = ((differing & LOW_BITS) + LOW_BITS) | differing;
      lines += Long.bitCount(~high & ~LOW_BITS);
    }
    for (; at < to; at++) {
      lines += bytes[at] == '\n' ? 1 : 0;
    }
    return lines;
  }
}
