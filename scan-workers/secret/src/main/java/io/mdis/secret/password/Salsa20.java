package io.mdis.secret.password;

/** The Salsa20 core as scrypt uses it (RFC 7914), on words in yescrypt's shuffled order. */
final class Salsa20 {
  private static final int BLOCK = 16;
  private static final int ROUNDS = 8;

  private Salsa20() {}

  /** Scrypt's BlockMix of two blocks, in place; their order does not change. */
  static void blocks(int[] b) {
    for (int k = 0; k < BLOCK; k++) {
      b[k] ^= b[BLOCK + k];
    }
    block(b, 0, ROUNDS);
    for (int k = 0; k < BLOCK; k++) {
      b[BLOCK + k] ^= b[k];
    }
    block(b, BLOCK, ROUNDS);
  }

  static void block(int[] b, int at, int rounds) {
    int[] x = new int[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      x[i * 5 % BLOCK] = b[at + i];
    }
    for (int i = 0; i < rounds; i += 2) {
      quarter(x, 0, 4, 8, 12);
      quarter(x, 5, 9, 13, 1);
      quarter(x, 10, 14, 2, 6);
      quarter(x, 15, 3, 7, 11);
      quarter(x, 0, 1, 2, 3);
      quarter(x, 5, 6, 7, 4);
      quarter(x, 10, 11, 8, 9);
      quarter(x, 15, 12, 13, 14);
    }
    for (int i = 0; i < BLOCK; i++) {
      b[at + i] += x[i * 5 % BLOCK];
    }
  }

  private static void quarter(int[] x, int a, int b, int c, int d) {
    x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
    x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
    x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
    x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
  }
}
