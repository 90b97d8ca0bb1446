package io.mdis.measurement.tar;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.tree.CanonicalEntry;
import io.mdis.measurement.tree.Kind;
import io.mdis.measurement.tree.ManifestWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The directory that unpacking a layer leads to, kept as names and inodes. Does as Docker's untar
 * (moby, pkg/archive, Unpack and createTarFile): what exists is replaced, directories are merged, a
 * link's own owner, mode and time are applied to the file that it names.
 */
final class LayerReplay implements AutoCloseable {
  private static final int OPAQUE_MARKER = -1;
  private static final long SORT_BYTES = 24L << 20;
  private static final long UNCHANGED = 0xffffffffL;
  private static final ByteString CAPABILITY = ByteString.utf8("security.capability");

  private final InodeLog inodes;
  private final SortedNames names;
  private final PathTable table = new PathTable();
  private final Inheritance inheritance = new Inheritance();
  private final long maxLinkBytes;
  private final Map<Integer, ByteString> targets = new HashMap<>();
  private final Map<Remark.Kind, Remark> remarks = new EnumMap<>(Remark.Kind.class);
  private long linkBytes;

  /** Scratch files go into the folder, by names of our own. */
  LayerReplay(Path folder, long maxLinkBytes) throws IOException {
    this.inodes = new InodeLog(folder.resolve("inodes"));
    this.names = new SortedNames(folder, SORT_BYTES);
    this.maxLinkBytes = maxLinkBytes;
  }

  /** What a path is now; null when nothing is there. */
  Kind kind(ByteString path) {
    int inode = table.get(path);
    return inode == PathTable.NONE ? null : inodes.kind(inode);
  }

  /** Target of a symbolic link that is there. */
  ByteString target(ByteString path) {
    return targets.get(table.get(path));
  }

  /** A directory that only stands in the paths of others. */
  void implicitDirectory(ByteString path) throws IOException {
    CanonicalEntry entry = inheritance.implicitDirectory(path);
    inheritance.note(entry);
    name(path, inodes.add(entry));
  }

  /** An entry that isn't a hard link. */
  void put(CanonicalEntry entry) throws IOException {
    ByteString path = entry.path();
    int there = table.get(path);
    boolean directory = entry.kind() == Kind.DIRECTORY;
    if (there != PathTable.NONE && directory && inodes.kind(there) == Kind.DIRECTORY) {
      CanonicalEntry merged = merged(inodes.entry(there, path), entry);
      inheritance.note(merged);
      inodes.replace(there, merged);
      return;
    }
    makeRoom(path, there);
    CanonicalEntry made = inheritance.applied(entry);
    inheritance.note(made);
    int inode = inodes.add(made);
    if (entry.kind() == Kind.SYMLINK) {
      charge(entry.detail());
      targets.put(inode, entry.detail());
    }
    name(path, inode);
  }

  /** A whiteout by name: it is made, and fails in Docker when something is there. */
  void whiteout(ByteString path) throws IOException {
    if (table.get(path) != PathTable.NONE) {
      remark(Remark.Kind.WHITEOUT_OF_OWN_ENTRY, path);
    }
    put(CanonicalEntry.whiteout(path));
  }

  /** Hides what lower layers have in a directory that is there. */
  void opaque(ByteString path) throws IOException {
    names.add(path, OPAQUE_MARKER);
  }

  /** A further name; the link's own attributes become those of the file. */
  void link(ByteString path, ByteString to, CanonicalEntry.Attributes own) throws IOException {
    int there = table.get(path);
    int inode = table.get(to);
    if (inode == PathTable.NONE || inodes.kind(inode) == Kind.DIRECTORY || inode == there) {
      throw malformed("hard link " + path + " to " + to + ", which is no file of this layer");
    }
    makeRoom(path, there);
    CanonicalEntry was = inodes.entry(inode, path);
    if (was.kind() == Kind.WHITEOUT) {
      name(path, inodes.add(CanonicalEntry.whiteout(path)));
      return;
    }
    boolean symlink = was.kind() == Kind.SYMLINK;
    SortedMap<ByteString, ByteString> xattrs = new TreeMap<>(was.xattrs());
    if (!symlink) {
      xattrs.remove(CAPABILITY); // Changing the owner takes it away.
    }
    xattrs.putAll(own.xattrs());
    inodes.replace(
        inode,
        new CanonicalEntry(
            path,
            was.kind(),
            symlink ? 0 : own.mode(),
            own.uid() == UNCHANGED ? was.uid() : own.uid(),
            own.gid() == UNCHANGED ? was.gid() : own.gid(),
            symlink ? was.mtime() : own.mtime(),
            was.size(),
            was.detail(),
            xattrs));
    inodes.addName(inode);
    name(path, inode);
  }

  /** Notes what is odd; the first of each kind is kept. */
  void remark(Remark.Kind kind, ByteString path) {
    remarks.putIfAbsent(kind, new Remark(kind, path));
  }

  List<Remark> remarks() {
    return List.copyOf(remarks.values());
  }

  /** Writes every entry in order. */
  void write(ManifestWriter out) throws IOException {
    Output output = new Output(out);
    names.forEach(output::name);
    output.finish();
  }

  @Override
  public void close() throws IOException {
    try {
      names.close();
    } finally {
      inodes.close();
    }
  }

  private void name(ByteString path, int inode) throws IOException {
    table.put(path, inode);
    names.add(path, inode);
  }

  private void makeRoom(ByteString path, int there) throws MeasurementException {
    if (there == PathTable.NONE) {
      return;
    }
    if (inodes.kind(there) == Kind.DIRECTORY) {
      throw malformed("directory " + path + " is replaced within the layer");
    }
    inodes.removeName(there);
    if (inodes.kind(there) != Kind.WHITEOUT) {
      remark(Remark.Kind.REPLACED_PATH, path);
    }
  }

  private void charge(ByteString bytes) throws MeasurementException {
    linkBytes += bytes.length() + 64;
    if (linkBytes > maxLinkBytes) {
      throw new MeasurementException(
          MeasurementProblem.LIMIT, "links of the layer need more than " + maxLinkBytes + " bytes");
    }
  }

  private static CanonicalEntry merged(CanonicalEntry was, CanonicalEntry is) {
    if (was.xattrs().isEmpty() && !was.opaque()) {
      return is;
    }
    SortedMap<ByteString, ByteString> xattrs = new TreeMap<>(was.xattrs());
    xattrs.putAll(is.xattrs());
    var attributes =
        new CanonicalEntry.Attributes(is.mode(), is.uid(), is.gid(), is.mtime(), xattrs);
    return CanonicalEntry.directory(is.path(), attributes, was.opaque() || is.opaque());
  }

  private static MeasurementException malformed(String what) {
    return new MeasurementException(MeasurementProblem.MALFORMED_LAYER, what);
  }

  /** Joins what stands of one path, and finds the leaders of hard links. */
  private final class Output {
    private final ManifestWriter out;
    private final Map<Integer, ByteString> leaders = new HashMap<>();
    private ByteString path;
    private int inode;
    private boolean opaque;

    Output(ManifestWriter out) {
      this.out = out;
    }

    void name(SortedNames.Name name) throws IOException {
      if (!name.path().equals(path)) {
        finish();
        path = name.path();
        opaque = false;
      }
      if (name.inode() == OPAQUE_MARKER) {
        opaque = true;
      } else {
        inode = name.inode();
      }
    }

    void finish() throws IOException {
      if (path == null) {
        return;
      }
      ByteString leader = leaders.get(inode);
      if (leader != null) {
        out.add(CanonicalEntry.hardLink(path, leader));
        return;
      }
      if (inodes.names(inode) > 1) {
        charge(path);
        leaders.put(inode, path);
      }
      CanonicalEntry entry = inodes.entry(inode, path);
      if (opaque && !entry.opaque()) {
        var attributes =
            new CanonicalEntry.Attributes(
                entry.mode(), entry.uid(), entry.gid(), 0, entry.xattrs());
        entry = CanonicalEntry.directory(path, attributes, true);
      }
      out.add(entry);
    }
  }
}
