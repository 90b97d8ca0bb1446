package io.mdis.embedded.database;

import java.util.Optional;

/** Reads strings back that {@link KeyEncoder} wrote; of other types documents have to be read. */
final class KeyDecoder {
  private KeyDecoder() {}

  /**
   * A string and where its encoding ends.
   *
   * @param value as it was encoded
   * @param end of the encoding, exclusive
   */
  record Decoded(String value, int end) {}

  /** The string whose encoding starts there, or empty where a value of another type does. */
  static Optional<Decoded> string(byte[] key, int start, boolean ascending) {
    int inversion = ascending ? 0 : 0xff;
    if (start >= key.length || at(key, start, inversion) != KeyEncoder.STRING) {
      return Optional.empty();
    }
    StringBuilder value = new StringBuilder();
    int next = start + 1;
    int lead = at(key, next++, inversion);
    while (lead != 0) {
      if (lead == 1) {
        value.append((char) (at(key, next++, inversion) - 1));
      } else if (lead < 0x80) {
        value.append((char) lead);
      } else if (lead < 0xe0) {
        value.append((char) (((lead & 0x1f) << 6) | (at(key, next++, inversion) & 0x3f)));
      } else {
        int middle = at(key, next++, inversion) & 0x3f;
        value.append(
            (char) (((lead & 0xf) << 12) | (middle << 6) | (at(key, next++, inversion) & 0x3f)));
      }
      lead = at(key, next++, inversion);
    }
    return Optional.of(new Decoded(value.toString(), next));
  }

  private static int at(byte[] key, int place, int inversion) {
    return (key[place] & 0xff) ^ inversion;
  }
}
