package io.mdis.measurement.tree;

import io.mdis.image.tar.ByteString;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which extended attributes count, and in which form. What is left out is made by the host's kernel
 * or lost by a builder; everything unknown counts, so that a new trick shows.
 *
 * @param kept names and values in canonical form
 * @param opaque whether overlayfs hides what lower layers have in this directory
 */
public record ExtendedAttributes(SortedMap<ByteString, ByteString> kept, boolean opaque) {
  private static final ByteString CAPABILITY = ByteString.utf8("security.capability");
  private static final ExtendedAttributes NONE =
      new ExtendedAttributes(Collections.emptySortedMap(), false);

  /** Those of an entry, as a tar or a file system has them. */
  public static ExtendedAttributes of(Map<ByteString, ByteString> all, Kind kind) {
    if (all.isEmpty()) {
      return NONE;
    }
    SortedMap<ByteString, ByteString> kept = new TreeMap<>();
    boolean opaque = false;
    for (Map.Entry<ByteString, ByteString> xattr : all.entrySet()) {
      ByteString name = xattr.getKey();
      ByteString value = xattr.getValue();
      if (kind == Kind.DIRECTORY && isOpaque(name, value)) {
        opaque = true;
      } else if (name.equals(AccessList.ACCESS)) {
        ByteString acl = AccessList.canonical(value);
        if (acl.length() > 0 && kind != Kind.SYMLINK) {
          kept.put(name, acl);
        }
      } else if (name.equals(CAPABILITY)) {
        kept.put(name, capability(value));
      } else if (!isLeftOut(name)) {
        kept.put(name, value);
      }
    }
    return new ExtendedAttributes(kept, opaque);
  }

  /** Whether overlayfs reads an attribute of this name. */
  public static boolean isOverlay(ByteString name) {
    return name.startsWith("trusted.overlay.") || name.startsWith("user.overlay.");
  }

  private static boolean isOpaque(ByteString name, ByteString value) {
    return name.is("trusted.overlay.opaque") && value.is("y");
  }

  private static boolean isLeftOut(ByteString name) {
    if (isOverlay(name)) {
      String own = name.toString().substring(name.toString().indexOf("overlay.") + 8);
      return switch (own) {
        case "origin", "impure", "nlink", "uuid" -> true;
        default -> false;
      };
    }
    return name.startsWith("user.")
        || name.is("security.selinux")
        || name.is("security.ima")
        || name.is("security.evm");
  }

  /**
   * File capabilities for user namespaces of root itself (version 3, root ID 0) are read back from
   * the kernel as version 2 (linux/capability.h, cap_inode_getsecurity).
   */
  private static ByteString capability(ByteString value) {
    boolean third = value.length() == 24 && value.at(3) == 3;
    if (!third || !value.slice(20, 24).equals(ByteString.of(new byte[4]))) {
      return value;
    }
    byte[] second = value.slice(0, 20).toBytes();
    second[3] = 2;
    return ByteString.of(second);
  }
}
