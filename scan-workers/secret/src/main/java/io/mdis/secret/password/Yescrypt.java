package io.mdis.secret.password;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The password hashing of most distributions (crypt(5), {@code $y$}), in the flavour and with the
 * one lane that they use. Written after the specification and reference of yescrypt 1.1 (Openwall,
 * "yescrypt - scalable KDF and password hashing scheme"); no library for Java has it.
 *
 * <p>Words are kept in the order that the reference calls SIMD-shuffled.
 */
final class Yescrypt {
  /** Read-write, six rounds, four lanes of two, S-boxes of 12 KiB: the reference's defaults. */
  private static final int FLAVOUR = 47;

  /** Of memory: the cost that distributions set takes 16 MiB. */
  private static final int MAX_BYTES = 32 << 20;

  private static final int BLOCK = 16;
  private static final int HASH = 32;
  private static final int PREHASH_SHIFT = 6;

  private final int n;
  private final int r;
  private final int t;
  private final byte[] salt;
  private final byte[] hash;

  private Yescrypt(int n, int r, int t, byte[] salt, byte[] hash) {
    this.n = n;
    this.r = r;
    this.t = t;
    this.salt = salt;
    this.hash = hash;
  }

  /**
   * The hash as it is written; empty for what is none, or costs too much, or is of another kind.
   */
  static Optional<Yescrypt> parse(String text) {
    String[] parts = text.split("\\$", -1);
    if (parts.length != 5 || !parts[1].equals("y")) {
      return Optional.empty();
    }
    try {
      Crypt64 parameters = new Crypt64(parts[2]);
      int flavour = parameters.number(0);
      int log2 = parameters.number(1);
      int r = parameters.number(1);
      int t = 0;
      if (parameters.hasMore()) {
        int have = parameters.number(1);
        if (have != 2) {
          return Optional.empty(); // Several lanes, upgrades or a ROM.
        }
        t = parameters.number(1);
      }
      boolean bearable =
          flavour == FLAVOUR
              && !parameters.hasMore()
              && log2 >= 8
              && log2 <= 18
              && r <= 64
              && t <= 3
              && ((128L * r) << log2) <= MAX_BYTES;
      byte[] salt = Crypt64.bytes(parts[3]);
      byte[] hash = Crypt64.bytes(parts[4]);
      return bearable && hash.length == HASH
          ? Optional.of(new Yescrypt(1 << log2, r, t, salt, hash))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Blocks of 64 bytes that one try goes through. */
  long work() {
    return 2L * r * (n + (t + 1L) * n / 3);
  }

  boolean matches(String password) {
    byte[] word = password.getBytes(StandardCharsets.UTF_8);
    if ((long) n * r >= 0x20000 && n >= 0x100) {
      word = derive(word, n >> PREHASH_SHIFT, 0, true);
    }
    return MessageDigest.isEqual(derive(word, n, t, false), hash);
  }

  private byte[] derive(byte[] word, int count, int time, boolean prehash) {
    byte[] key = hmac(ascii(prehash ? "yescrypt-prehash" : "yescrypt"), word);
    byte[] blocks = pbkdf2(key, salt, 128 * r);
    System.arraycopy(blocks, 0, key, 0, HASH);
    key = smix(blocks, count, time, key);
    byte[] derived = pbkdf2(key, blocks, HASH);
    return prehash ? derived : sha256(hmac(derived, ascii("Client Key")));
  }

  /** Mixes the blocks in place; returns the key that goes on. */
  private byte[] smix(byte[] blocks, int count, int time, byte[] key) {
    int loop = count;
    if (time <= 1) {
      loop = (loop * (time + 1) + 2) / 3;
    } else {
      loop *= time - 1;
    }
    loop += loop & 1;
    int[] sbox = new int[Pwxform.WORDS];
    int[] first = words(blocks, 2 * BLOCK);
    fill(first, sbox, Pwxform.WORDS / (2 * BLOCK), null);
    store(first, blocks);
    byte[] last = new byte[4 * BLOCK];
    System.arraycopy(blocks, blocks.length - last.length, last, 0, last.length);
    byte[] next = hmac(last, key);
    Pwxform mix = new Pwxform(sbox);
    int[] x = words(blocks, 32 * r);
    int[] v = new int[32 * r * count];
    fill(x, v, count, mix);
    for (int i = 0; i < loop; i++) {
      int at = (x[x.length - BLOCK] & (count - 1)) * x.length;
      for (int k = 0; k < x.length; k++) {
        x[k] ^= v[at + k];
      }
      System.arraycopy(x, 0, v, at, x.length);
      mix.blocks(x);
    }
    store(x, blocks);
    return next;
  }

  /** SMix1: fills memory; with a mix also reads of what it has filled. */
  private static void fill(int[] x, int[] v, int count, Pwxform mix) {
    int size = x.length;
    for (int i = 0; i < count; i++) {
      System.arraycopy(x, 0, v, i * size, size);
      if (mix == null) {
        Salsa20.blocks(x);
        continue;
      }
      if (i > 1) {
        int low = Integer.highestOneBit(i);
        int at = ((x[size - BLOCK] & (low - 1)) + (i - low)) * size;
        for (int k = 0; k < size; k++) {
          x[k] ^= v[at + k];
        }
      }
      mix.blocks(x);
    }
  }

  private static int[] words(byte[] bytes, int count) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int[] words = new int[count];
    for (int k = 0; k < count; k++) {
      words[k] = in.getInt(4 * (k / BLOCK * BLOCK + k % BLOCK * 5 % BLOCK));
    }
    return words;
  }

  private static void store(int[] words, byte[] bytes) {
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < words.length; k++) {
      out.putInt(4 * (k / BLOCK * BLOCK + k % BLOCK * 5 % BLOCK), words[k]);
    }
  }

  private static byte[] pbkdf2(byte[] key, byte[] salt, int length) {
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
    generator.init(key, salt, 1);
    return ((KeyParameter) generator.generateDerivedParameters(8 * length)).getKey();
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC with SHA-256", e);
    }
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
