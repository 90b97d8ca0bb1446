package io.mdis.secret.password;

/**
 * Yescrypt's parallel wide transformation with its S-boxes: multiplications of 32 bits whose inputs
 * are looked up, so that graphics processors gain little.
 */
final class Pwxform {
  private static final int BOX = 2 * 2 * 256;

  /** Words of the three S-boxes. */
  static final int WORDS = 3 * BOX;

  private static final int ROUNDS = 6;
  private static final int LANES = 4;
  private static final int BLOCK = 16;
  private static final int MASK = 255 << 4;

  private final int[] boxes;
  private int s0 = 2 * BOX;
  private int s1 = BOX;
  private int s2;
  private int w;

  Pwxform(int[] boxes) {
    this.boxes = boxes;
  }

  /** Mixes a row of blocks of 16 words in place. */
  void blocks(int[] b) {
    int count = b.length / BLOCK;
    int[] x = new int[BLOCK];
    System.arraycopy(b, b.length - BLOCK, x, 0, BLOCK);
    for (int i = 0; i < count; i++) {
      int at = i * BLOCK;
      for (int k = 0; k < BLOCK; k++) {
        x[k] ^= b[at + k];
      }
      transform(x);
      System.arraycopy(x, 0, b, at, BLOCK);
    }
    Salsa20.block(b, b.length - BLOCK, 2);
  }

  private void transform(int[] x) {
    int[] s = boxes;
    for (int round = 0; round < ROUNDS; round++) {
      for (int lane = 0; lane < LANES; lane++) {
        int at = lane * 4;
        int p0 = s0 + ((x[at] & MASK) >>> 2);
        int p1 = s1 + ((x[at + 1] & MASK) >>> 2);
        for (int k = 0; k < 4; k += 2) {
          long product = (x[at + k] & 0xffffffffL) * (x[at + k + 1] & 0xffffffffL);
          product += (long) s[p0 + k + 1] << 32 | (s[p0 + k] & 0xffffffffL);
          product ^= (long) s[p1 + k + 1] << 32 | (s[p1 + k] & 0xffffffffL);
          x[at + k] = (int) product;
          x[at + k + 1] = (int) (product >>> 32);
          if (round != 0 && round != ROUNDS - 1) {
            s[s2 + w] = (int) product;
            s[s2 + w + 1] = (int) (product >>> 32);
            w += 2;
          }
        }
      }
    }
    int old = s0;
    s0 = s2;
    s2 = s1;
    s1 = old;
    w &= BOX - 1;
  }
}
