package io.mdis.embedded.database;

import java.util.Arrays;
import java.util.HexFormat;

/** Where a document is: the order-preserving encoding of its {@code _id}. */
final class Position {
  private final byte[] key;

  Position(byte[] key) {
    this.key = key;
  }

  /** The key in the map of documents; not to be changed. */
  byte[] key() {
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Position position && Arrays.equals(key, position.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(key);
  }
}
