package io.mdis.measurement.tar;

import io.mdis.image.tar.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Which paths a layer has, in 12 bytes each: a salted 64-bit hash of the path and the number of its
 * inode. The salt keeps a hostile layer from finding two paths that are taken for one.
 */
final class PathTable {
  static final int NONE = -1;

  private final MessageDigest hasher;
  private final byte[] salt = new byte[16];
  private long[] keys = new long[1 << 12];
  private int[] inodes = new int[1 << 12];
  private int count;

  PathTable() {
    try {
      hasher = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
    new SecureRandom().nextBytes(salt);
    Arrays.fill(inodes, NONE);
  }

  int get(ByteString path) {
    return inodes[slot(keys, inodes, key(path))];
  }

  void put(ByteString path, int inode) {
    long key = key(path);
    int slot = slot(keys, inodes, key);
    if (inodes[slot] == NONE && ++count > keys.length / 3 * 2) {
      grow();
      slot = slot(keys, inodes, key);
    }
    keys[slot] = key;
    inodes[slot] = inode;
  }

  private void grow() {
    long[] more = new long[keys.length * 2];
    int[] moreInodes = new int[keys.length * 2];
    Arrays.fill(moreInodes, NONE);
    for (int i = 0; i < keys.length; i++) {
      if (inodes[i] != NONE) {
        int slot = slot(more, moreInodes, keys[i]);
        more[slot] = keys[i];
        moreInodes[slot] = inodes[i];
      }
    }
    keys = more;
    inodes = moreInodes;
  }

  private static int slot(long[] keys, int[] inodes, long key) {
    int slot = (int) key & (keys.length - 1);
    while (inodes[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private long key(ByteString path) {
    hasher.update(salt);
    byte[] hash = hasher.digest(path.toBytes());
    return java.nio.ByteBuffer.wrap(hash).getLong();
  }
}
