package io.mdis.trust.protocol;

/** Signs statements with one private key, wherever that is kept. Safe for use by many threads. */
public interface Signer {
  /** Name of the key, as {@link TrustKey#keyId} makes it. */
  String keyId();

  /** Signs the bytes; throws IllegalStateException when the key can't be used. */
  byte[] sign(byte[] message);
}
