package io.mdis.measurement;

import io.mdis.image.tar.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Fields one after the other, each as {@code LENGTH:BYTES,} with the length in decimal (D. J.
 * Bernstein, "Netstrings"): no two lists of fields give the same bytes.
 */
public final class Netstrings {
  private byte[] buffer = new byte[512];
  private int length;

  /** Adds a field. */
  public Netstrings put(ByteString field) {
    int size = field.length();
    number(size);
    room(size + 2);
    buffer[length++] = ':';
    field.copyTo(buffer, length);
    length += size;
    buffer[length++] = ',';
    return this;
  }

  /** Adds text as UTF-8. */
  public Netstrings put(String text) {
    return put(ByteString.utf8(text));
  }

  /** Adds a number in decimal. */
  public Netstrings put(long number) {
    return put(Long.toString(number));
  }

  /** Adds bytes as they are, outside any field. */
  public Netstrings raw(String ascii) {
    return raw(ByteString.of(ascii.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Adds bytes as they are, outside any field. */
  public Netstrings raw(ByteString bytes) {
    room(bytes.length());
    bytes.copyTo(buffer, length);
    length += bytes.length();
    return this;
  }

  /** Forgets everything. */
  public Netstrings clear() {
    length = 0;
    return this;
  }

  /** Bytes so far. */
  public int length() {
    return length;
  }

  /** Feeds what is there to a computation. */
  public void hash(MessageDigest hasher) {
    hasher.update(buffer, 0, length);
  }

  /** SHA-384 of what is there. */
  public Sha384 sha384() {
    MessageDigest hasher = Sha384.hasher();
    hash(hasher);
    return Sha384.of(hasher);
  }

  /** A copy of what is there. */
  public ByteString bytes() {
    return ByteString.of(buffer, 0, length);
  }

  private void number(int value) {
    byte[] digits = Integer.toString(value).getBytes(StandardCharsets.US_ASCII);
    room(digits.length);
    System.arraycopy(digits, 0, buffer, length, digits.length);
    length += digits.length;
  }

  private void room(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
