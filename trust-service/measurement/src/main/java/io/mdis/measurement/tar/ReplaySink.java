package io.mdis.measurement.tar;

import io.mdis.image.tar.ByteString;
import io.mdis.image.tar.ExactTarSink;
import io.mdis.image.tar.SparseContent;
import io.mdis.image.tar.TarDetail;
import io.mdis.image.tar.TarEntry;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.tree.CanonicalEntry;
import io.mdis.measurement.tree.ExtendedAttributes;
import io.mdis.measurement.tree.Kind;
import java.io.IOException;
import java.security.MessageDigest;

/** Makes of the entries of a tar what a runtime makes of them, and hashes their content. */
final class ReplaySink implements ExactTarSink {
  private static final long UNCHANGED = 0xffffffffL;
  private static final ByteString SLASH = ByteString.utf8("/");

  private final LayerReplay replay;
  private final ParentDirectories parents;
  private final PathTable names = new PathTable();
  private final MessageDigest hasher = Sha384.hasher();
  private long bytesLeft;
  private ByteString file;
  private CanonicalEntry.Attributes attributes;
  private long size;
  private SparseContent sparse;

  ReplaySink(LayerReplay replay, long maxBytes) {
    this.replay = replay;
    this.parents = new ParentDirectories(replay);
    this.bytesLeft = maxBytes;
  }

  @Override
  public void accept(TarEntry entry, TarDetail detail) throws IOException {
    finish();
    ByteString name = ExactPath.clean(detail.name());
    if (name.length() == 0) {
      checkRoot(entry);
      return;
    }
    checkFlag(detail, name);
    checkName(detail, name);
    int slash = name.lastIndexOf('/');
    ByteString parent = parents.make(name.slice(0, Math.max(slash, 0)));
    ByteString base = name.slice(slash + 1, name.length());
    if (base.is(".wh..wh..opq")) {
      if (parent.length() > 0) {
        replay.opaque(parent);
      }
      return;
    }
    if (base.startsWith(".wh.")) {
      ByteString removed = base.slice(4, base.length());
      if (removed.length() == 0 || removed.is(".") || removed.is("..")) {
        throw malformed("whiteout " + name + " removes nothing that has a name");
      }
      replay.whiteout(parent.child(removed));
      return;
    }
    put(entry, detail, parent.child(base));
  }

  @Override
  public void content(byte[] bytes, int offset, int length) throws IOException {
    if (sparse != null) {
      sparse.write(bytes, offset, length);
    } else if (file != null) {
      hasher.update(bytes, offset, length);
    }
  }

  /** The entry that came last is whole. */
  void finish() throws IOException {
    if (sparse != null) {
      sparse.end();
    }
    if (file != null) {
      replay.put(CanonicalEntry.file(file, attributes, size, Sha384.of(hasher)));
    }
    file = null;
    sparse = null;
  }

  private void put(TarEntry entry, TarDetail detail, ByteString path) throws IOException {
    Kind kind = kind(entry, detail);
    ExtendedAttributes xattrs = ExtendedAttributes.of(detail.xattrs(), kind);
    if (xattrs.opaque()
        || xattrs.kept().keySet().stream().anyMatch(ExtendedAttributes::isOverlay)) {
      replay.remark(Remark.Kind.OVERLAY_ATTRIBUTE, path);
    }
    boolean link = entry.type() == TarEntry.Type.HARD_LINK;
    var own =
        new CanonicalEntry.Attributes(
            entry.mode(),
            owner(entry.uid(), link),
            owner(entry.gid(), link),
            entry.mtime(),
            xattrs.kept());
    switch (entry.type()) {
      case FILE -> begin(entry, detail, path, own);
      case DIRECTORY -> replay.put(CanonicalEntry.directory(path, own, xattrs.opaque()));
      case SYMLINK -> replay.put(CanonicalEntry.symlink(path, own, detail.link()));
      case DEVICE ->
          replay.put(CanonicalEntry.device(path, kind, own, detail.major(), detail.minor()));
      case FIFO -> replay.put(CanonicalEntry.special(path, kind, own));
      case HARD_LINK -> replay.link(path, parents.find(ExactPath.clean(detail.link())), own);
    }
  }

  private void begin(
      TarEntry entry, TarDetail detail, ByteString path, CanonicalEntry.Attributes own)
      throws MeasurementException {
    file = path;
    attributes = own;
    size = detail.sparse().map(s -> s.size()).orElse(entry.size());
    bytesLeft -= size;
    if (bytesLeft < 0) {
      throw new MeasurementException(
          MeasurementProblem.LIMIT, "files of the layer are larger than allowed, at " + path);
    }
    detail.sparse().ifPresent(s -> sparse = new SparseContent(s, hasher::update));
  }

  private void checkRoot(TarEntry entry) throws MeasurementException {
    if (entry.type() != TarEntry.Type.DIRECTORY) {
      throw malformed("the layer's root is not a directory but " + entry.type());
    }
  }

  /** Docker compares names that are cleaned but may begin with a slash. */
  private void checkName(TarDetail detail, ByteString name) {
    ByteString seen = detail.name().startsWith("/") ? SLASH.child(name) : name;
    if (names.get(seen) != PathTable.NONE) {
      replay.remark(Remark.Kind.DUPLICATE_NAME, name);
    }
    names.put(seen, 1);
  }

  private void checkFlag(TarDetail detail, ByteString name) throws MeasurementException {
    switch (detail.flag()) {
      case 0, '0', '1', '2', '3', '4', '5', '6' -> {}
      case '7' -> replay.remark(Remark.Kind.CONTIGUOUS_FILE, name);
      case 'S' -> replay.remark(Remark.Kind.OLD_SPARSE_FILE, name);
      default -> throw malformed("entry " + name + " is of unknown type " + (int) detail.flag());
    }
  }

  private static Kind kind(TarEntry entry, TarDetail detail) {
    return switch (entry.type()) {
      case FILE -> Kind.FILE;
      case DIRECTORY -> Kind.DIRECTORY;
      case SYMLINK -> Kind.SYMLINK;
      case FIFO -> Kind.FIFO;
      case HARD_LINK -> Kind.HARD_LINK;
      case DEVICE -> detail.flag() == '4' ? Kind.BLOCK_DEVICE : Kind.CHARACTER_DEVICE;
    };
  }

  /** As the 32 bits that the kernel takes; all of them set leave the owner as it was. */
  private static long owner(long id, boolean link) {
    long bits = id & UNCHANGED;
    return bits == UNCHANGED && !link ? 0 : bits;
  }

  private static MeasurementException malformed(String what) {
    return new MeasurementException(MeasurementProblem.MALFORMED_LAYER, what);
  }
}
