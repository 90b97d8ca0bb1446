package io.mdis.measurement.tree;

import io.mdis.image.tar.ByteString;

/**
 * A POSIX access ACL as an attribute's value (linux/posix_acl_xattr.h: version 2, then tag,
 * permissions and ID, little-endian). The kernel writes the file's mode into it and reads the mode
 * from it; so the permissions that the mode says are zeroed here, and an ACL that says no more than
 * the mode isn't stored at all.
 */
public final class AccessList {
  /** Attribute that holds what new entries of a directory get. */
  public static final ByteString DEFAULT = ByteString.utf8("system.posix_acl_default");

  /** Attribute that holds who may do what. */
  public static final ByteString ACCESS = ByteString.utf8("system.posix_acl_access");

  private static final int HEADER = 4;
  private static final int ENTRY = 8;
  private static final int USER_OBJ = 0x01;
  private static final int USER = 0x02;
  private static final int GROUP_OBJ = 0x04;
  private static final int GROUP = 0x08;
  private static final int MASK = 0x10;
  private static final int OTHER = 0x20;

  private AccessList() {}

  /** Its canonical form; empty when the mode says it all. What isn't an ACL stays as it is. */
  public static ByteString canonical(ByteString value) {
    byte[] acl = value.toBytes();
    if (acl.length < HEADER || acl[0] != 2 || (acl.length - HEADER) % ENTRY != 0) {
      return value;
    }
    boolean mask = false;
    boolean named = false;
    for (int at = HEADER; at < acl.length; at += ENTRY) {
      mask |= acl[at] == MASK;
      named |= acl[at] == USER || acl[at] == GROUP;
    }
    if (!mask && !named) {
      return ByteString.EMPTY;
    }
    for (int at = HEADER; at < acl.length; at += ENTRY) {
      int tag = acl[at];
      if (tag == USER_OBJ || tag == MASK || tag == OTHER || (tag == GROUP_OBJ && !mask)) {
        acl[at + 2] = 0;
        acl[at + 3] = 0;
      }
      if (tag != USER && tag != GROUP) {
        java.util.Arrays.fill(acl, at + 4, at + ENTRY, (byte) 0xff);
      }
    }
    return ByteString.of(acl);
  }

  /** Permission bits of a directory that is made with all of them where this is the default ACL. */
  public static int mode(ByteString defaults) {
    int owner = 7;
    int group = -1;
    int mask = -1;
    int other = 7;
    for (int at = HEADER; at + ENTRY <= defaults.length(); at += ENTRY) {
      int permissions = defaults.at(at + 2) & 7;
      switch (defaults.at(at)) {
        case USER_OBJ -> owner = permissions;
        case GROUP_OBJ -> group = permissions;
        case MASK -> mask = permissions;
        case OTHER -> other = permissions;
        default -> {}
      }
    }
    int shared = mask >= 0 ? mask : Math.max(group, 0);
    return owner << 6 | shared << 3 | other;
  }
}
