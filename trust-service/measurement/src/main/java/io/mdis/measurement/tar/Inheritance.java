package io.mdis.measurement.tar;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.tree.AccessList;
import io.mdis.measurement.tree.CanonicalEntry;
import io.mdis.measurement.tree.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a new entry gets from the directory that it is made in, though its tar says nothing of it:
 * the default ACL (acl(5), "Object creation and default ACLs"), and for directories that no entry
 * is for the setgid bit (inode(7)).
 */
final class Inheritance {
  private final Map<ByteString, CanonicalEntry> giving = new HashMap<>();

  /** A directory as it is from now on; other entries give nothing. */
  void note(CanonicalEntry entry) {
    if (entry.kind() != Kind.DIRECTORY) {
      return;
    }
    boolean gives = (entry.mode() & 02000) != 0 || entry.xattrs().containsKey(AccessList.DEFAULT);
    if (gives) {
      giving.put(entry.path(), entry);
    } else if (!giving.isEmpty()) {
      giving.remove(entry.path());
    }
  }

  /** An entry as it is once it is made. */
  CanonicalEntry applied(CanonicalEntry entry) {
    CanonicalEntry parent = parent(entry.path());
    boolean takes = entry.kind() != Kind.SYMLINK && entry.kind() != Kind.WHITEOUT;
    if (parent == null || !takes || !parent.xattrs().containsKey(AccessList.DEFAULT)) {
      return entry;
    }
    ByteString defaults = parent.xattrs().get(AccessList.DEFAULT);
    SortedMap<ByteString, ByteString> xattrs = new TreeMap<>(entry.xattrs());
    ByteString access = AccessList.canonical(defaults);
    if (access.length() > 0) {
      xattrs.putIfAbsent(AccessList.ACCESS, access);
    }
    if (entry.kind() == Kind.DIRECTORY) {
      xattrs.putIfAbsent(AccessList.DEFAULT, defaults);
    }
    return new CanonicalEntry(
        entry.path(),
        entry.kind(),
        entry.mode(),
        entry.uid(),
        entry.gid(),
        entry.mtime(),
        entry.size(),
        entry.detail(),
        xattrs);
  }

  /** A directory that no entry is for: made with mode 0755, of which a default ACL takes. */
  CanonicalEntry implicitDirectory(ByteString path) {
    CanonicalEntry parent = parent(path);
    int mode = 0755;
    if (parent != null) {
      ByteString defaults = parent.xattrs().get(AccessList.DEFAULT);
      int allowed = defaults == null ? 0777 : AccessList.mode(defaults);
      mode = (mode & allowed) | (parent.mode() & 02000);
    }
    var attributes = new CanonicalEntry.Attributes(mode, 0, 0, 0, new TreeMap<>());
    return applied(CanonicalEntry.directory(path, attributes, false));
  }

  private CanonicalEntry parent(ByteString path) {
    return giving.isEmpty() ? null : giving.get(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
  }
}
