package io.mdis.packages.owned;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * A set of paths as 64-bit hashes, for there may be a million of them. Two paths of one image share
 * a hash by chance once in ten million images; who wants to deceive can as well change the list.
 */
final class PathHashes {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private long[] hashes = new long[64];
  private int size;

  /** How many were added. */
  int size() {
    return size;
  }

  /** Adds a path relative to the root. */
  void add(String path) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    hashes[size++] = hash(path);
  }

  /** The set in a form that {@link #contains} looks into. */
  byte[] sorted() {
    long[] all = Arrays.copyOf(hashes, size);
    Arrays.sort(all);
    ByteBuffer bytes = ByteBuffer.allocate(size * Long.BYTES);
    bytes.asLongBuffer().put(all);
    return bytes.array();
  }

  /** Whether a sorted set has a path. */
  static boolean contains(byte[] sorted, String path) {
    LongBuffer hashes = ByteBuffer.wrap(sorted).asLongBuffer();
    long wanted = hash(path);
    int low = 0;
    int high = hashes.limit() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compare(hashes.get(middle), wanted);
      if (order == 0) {
        return true;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return false;
  }

  /** FNV-1a over the path's characters, mixed once more. */
  static long hash(String path) {
    long hash = OFFSET;
    for (int i = 0; i < path.length(); i++) {
      hash = (hash ^ path.charAt(i)) * PRIME;
    }
    return (hash ^ (hash >>> 32)) * PRIME;
  }
}
