package io.mdis.embedded.database;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/**
 * Writes values so that comparing the bytes (unsigned) compares the values in MongoDB's order. Each
 * value ends in itself, so values can follow one another; a descending value has its bytes
 * inverted. Equal values give equal bytes whatever their numeric type.
 *
 * <p>Numbers, strings, identifiers, booleans and dates keep their order. Of other values, and of
 * strings longer than the limit, only equality is kept, or less: {@link #exact()} is then false.
 */
final class KeyEncoder {
  static final int MIN_KEY = 0x10;
  static final int NULL = 0x14;
  static final int NUMBER = 0x20;
  static final int STRING = 0x24;
  static final int DOCUMENT = 0x28;
  static final int LIST = 0x2c;
  static final int UUID_VALUE = 0x38;
  static final int OBJECT_ID = 0x3c;
  static final int BOOLEAN = 0x40;
  static final int DATE = 0x44;
  static final int MAX_KEY = 0x50;
  static final int OTHER = 0x54;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);
  private final int maximalString;
  private boolean exact = true;
  private int inversion;

  /**
   * @param maximalString UTF-16 units of a string that are encoded; the rest is left out
   */
  KeyEncoder(int maximalString) {
    this.maximalString = maximalString;
  }

  /** The type that starts the encoding of a value. */
  static int typeOf(Object value) {
    return switch (value) {
      case null -> NULL;
      case Missing missing -> NULL;
      case MinKey key -> MIN_KEY;
      case Number number -> NUMBER;
      case String string -> STRING;
      case Document document -> DOCUMENT;
      case Collection<?> list -> LIST;
      case UUID uuid -> UUID_VALUE;
      case ObjectId id -> OBJECT_ID;
      case Boolean bool -> BOOLEAN;
      case Instant instant -> DATE;
      case MaxKey key -> MAX_KEY;
      default -> OTHER;
    };
  }

  KeyEncoder append(Object value, boolean ascending) {
    inversion = ascending ? 0 : 0xff;
    put(typeOf(value));
    switch (value) {
      case null -> {}
      case Missing missing -> {}
      case MinKey key -> {}
      case MaxKey key -> {}
      case Number number -> number(number);
      case String string -> string(string);
      case UUID uuid -> {
        eight(uuid.getMostSignificantBits());
        eight(uuid.getLeastSignificantBits());
      }
      case ObjectId id -> {
        for (byte b : id.toByteArray()) {
          put(b);
        }
      }
      case Boolean bool -> put(bool ? 2 : 1);
      case Instant instant -> eight(instant.toEpochMilli() ^ Long.MIN_VALUE);
      default -> opaque(value);
    }
    return this;
  }

  /** Appends only the type of values, which comes before each value of that type. */
  KeyEncoder appendType(int type, boolean ascending) {
    inversion = ascending ? 0 : 0xff;
    put(type);
    return this;
  }

  KeyEncoder appendRaw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Whether the bytes order all appended values as MongoDB does. */
  boolean exact() {
    return exact;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private void put(int b) {
    out.write(b ^ inversion);
  }

  private void eight(long bits) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      put((int) (bits >>> shift));
    }
  }

  /** A double that sorts as bits, then what a long has beyond the precision of that double. */
  private void number(Number number) {
    double approximation = number.doubleValue() + 0.0; // turns -0.0 into 0.0
    long bits = Double.doubleToLongBits(approximation);
    eight(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    long rest = number instanceof Long exactly ? exactly - (long) approximation : 0;
    put(rest < 0 ? 1 : rest == 0 ? 2 : 3);
    if (rest != 0) {
      eight(rest ^ Long.MIN_VALUE);
    }
    if (number instanceof Decimal128) {
      exact = false;
    }
  }

  /** Each UTF-16 unit in the 1 to 3 bytes of UTF-8, which keeps the order of String.compareTo. */
  private void string(String string) {
    int length = Math.min(string.length(), maximalString);
    for (int i = 0; i < length; i++) {
      char c = string.charAt(i);
      if (c < 0x80) {
        escaped(c);
      } else if (c < 0x800) {
        put(0xc0 | (c >> 6));
        put(0x80 | (c & 0x3f));
      } else {
        put(0xe0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3f));
        put(0x80 | (c & 0x3f));
      }
    }
    put(0);
    if (length < string.length()) {
      exact = false;
    }
  }

  private void opaque(Object value) {
    exact = false;
    Object normalized = new KeyValue(value).normalized().get(0);
    for (byte b : DocumentCodec.encode(new Document("v", normalized))) {
      escaped(b & 0xff);
    }
    put(0);
  }

  /** Zero ends a value, so zero and one inside it are written as one and a second byte. */
  private void escaped(int b) {
    if (b <= 1) {
      put(1);
      put(b + 1);
    } else {
      put(b);
    }
  }
}
