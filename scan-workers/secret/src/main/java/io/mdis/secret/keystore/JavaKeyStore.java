package io.mdis.secret.keystore;

import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.SecretHash;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A key store of Java's own old kinds, JKS and JCEKS; without a key in it there is nothing to tell.
 * The format is that of OpenJDK's {@code sun.security.provider.JavaKeyStore}: magic number,
 * version, entries, and a SHA-1 of the password, a constant and all that stands before. It is read
 * here and not by the platform, for JCEKS holds serialized objects of whoever made it.
 */
final class JavaKeyStore {
  private static final int SEAL = 20;
  private static final int MAX_ENTRIES = 100_000;
  private static final byte[] WHITENER = "Mighty Aphrodite".getBytes(StandardCharsets.US_ASCII);

  private final String path;
  private final SecretHash hash;

  JavaKeyStore(String path, SecretHash hash) {
    this.path = path;
    this.hash = hash;
  }

  void read(byte[] bytes, List<CheckHit> hits) {
    Optional<List<String>> keys = keys(bytes);
    if (keys.isEmpty() || keys.get().isEmpty()) {
      return; // Not sound, so that nobody gets a key out of it; or there is none.
    }
    String format = (bytes[0] & 0xff) == 0xce ? "JCEKS" : "JKS";
    Passphrases.Trial trial =
        Passphrases.find(
            bytes.length / Passphrases.BYTES_OF_ITERATION, word -> isSeal(bytes, word));
    hits.add(new KeyStoreFile(path, format, keys.get(), hash).told(trial));
  }

  /** Names of the private and secret keys, which the store does not hide; empty when not sound. */
  private static Optional<List<String>> keys(byte[] bytes) {
    if (bytes.length < 12 + SEAL) {
      return Optional.empty();
    }
    ByteArrayInputStream content = new ByteArrayInputStream(bytes, 0, bytes.length - SEAL);
    List<String> keys = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(content)) {
      in.readInt();
      int version = in.readInt();
      int entries = in.readInt();
      if (version < 1 || version > 2 || entries < 0 || entries > MAX_ENTRIES) {
        return Optional.empty();
      }
      for (int i = 0; i < entries; i++) {
        int tag = in.readInt();
        String alias = in.readUTF();
        in.readLong();
        switch (tag) {
          case 1 -> {
            keys.add(alias);
            skip(in, in.readInt());
            int chain = in.readInt();
            for (int j = 0; j < chain; j++) {
              certificate(in, version);
            }
          }
          case 2 -> certificate(in, version);
          case 3 -> {
            keys.add(alias);
            return Optional.of(keys); // A serialized object: how long it is only Java knows.
          }
          default -> {
            return Optional.empty();
          }
        }
      }
      return content.available() == 0 ? Optional.of(keys) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void certificate(DataInputStream in, int version) throws IOException {
    if (version == 2) {
      in.readUTF();
    }
    skip(in, in.readInt());
  }

  private static void skip(DataInputStream in, int length) throws IOException {
    if (length < 0) {
      throw new IOException("a negative length");
    }
    in.skipNBytes(length);
  }

  private static boolean isSeal(byte[] bytes, String word) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(word.getBytes(StandardCharsets.UTF_16BE));
      sha1.update(WHITENER);
      sha1.update(bytes, 0, bytes.length - SEAL);
      return Arrays.equals(sha1.digest(), 0, SEAL, bytes, bytes.length - SEAL, bytes.length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
