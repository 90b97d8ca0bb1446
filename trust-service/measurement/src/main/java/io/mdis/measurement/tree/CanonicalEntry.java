package io.mdis.measurement.tree;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.Sha384;
import java.util.Collections;
import java.util.SortedMap;

/**
 * An entry of a layer in canonical form: only what is the same in a tar and on every host.
 *
 * @param path from the layer's root, without a leading slash
 * @param kind what it is
 * @param mode permission bits, 07777; 0 where it has no meaning
 * @param uid owner
 * @param gid group
 * @param mtime whole seconds since the epoch; 0 for directories, whiteouts and hard links
 * @param size bytes of a file
 * @param detail a file's SHA-384 as bytes, a link's target or leader, a device's numbers as {@code
 *     major:minor}, {@code o} for an opaque directory; else empty
 * @param xattrs extended attributes that count, by {@link ExtendedAttributes}
 */
public record CanonicalEntry(
    ByteString path,
    Kind kind,
    int mode,
    long uid,
    long gid,
    long mtime,
    long size,
    ByteString detail,
    SortedMap<ByteString, ByteString> xattrs) {
  private static final ByteString OPAQUE = ByteString.utf8("o");

  /**
   * Attributes that nearly every kind has. A time before the epoch, or too late for nanoseconds in
   * 64 bits, becomes the epoch: Docker writes that for files, and for links another one.
   */
  public record Attributes(
      int mode, long uid, long gid, long mtime, SortedMap<ByteString, ByteString> xattrs) {
    private static final long MAX_MTIME = Long.MAX_VALUE / 1_000_000_000L;

    /** Brings the time into its range. */
    public Attributes {
      mtime = mtime < 0 || mtime > MAX_MTIME ? 0 : mtime;
    }
  }

  /** A regular file. */
  public static CanonicalEntry file(ByteString path, Attributes a, long size, Sha384 content) {
    return entry(path, Kind.FILE, a, size, content.bytes());
  }

  /** A directory. */
  public static CanonicalEntry directory(ByteString path, Attributes a, boolean opaque) {
    return new CanonicalEntry(
        path,
        Kind.DIRECTORY,
        a.mode(),
        a.uid(),
        a.gid(),
        0,
        0,
        opaque ? OPAQUE : ByteString.EMPTY,
        a.xattrs());
  }

  /** A symbolic link; its mode has no meaning. */
  public static CanonicalEntry symlink(ByteString path, Attributes a, ByteString target) {
    return new CanonicalEntry(
        path, Kind.SYMLINK, 0, a.uid(), a.gid(), a.mtime(), 0, target, a.xattrs());
  }

  /** A device; of characters with both numbers 0: a whiteout. */
  public static CanonicalEntry device(
      ByteString path, Kind kind, Attributes a, long major, long minor) {
    if (kind == Kind.CHARACTER_DEVICE && major == 0 && minor == 0) {
      return whiteout(path);
    }
    return entry(path, kind, a, 0, ByteString.utf8(major + ":" + minor));
  }

  /** A FIFO or a socket. */
  public static CanonicalEntry special(ByteString path, Kind kind, Attributes a) {
    return entry(path, kind, a, 0, ByteString.EMPTY);
  }

  /** What removes an entry of lower layers. */
  public static CanonicalEntry whiteout(ByteString path) {
    return bare(path, Kind.WHITEOUT, ByteString.EMPTY);
  }

  /** A further name of a file whose smallest name is the leader. */
  public static CanonicalEntry hardLink(ByteString path, ByteString leader) {
    return bare(path, Kind.HARD_LINK, leader);
  }

  /** The same under another path. */
  public CanonicalEntry at(ByteString other) {
    return new CanonicalEntry(other, kind, mode, uid, gid, mtime, size, detail, xattrs);
  }

  /** Whether it hides what lower layers have in this directory. */
  public boolean opaque() {
    return kind == Kind.DIRECTORY && detail.length() > 0;
  }

  private static CanonicalEntry entry(
      ByteString path, Kind kind, Attributes a, long size, ByteString detail) {
    return new CanonicalEntry(
        path, kind, a.mode(), a.uid(), a.gid(), a.mtime(), size, detail, a.xattrs());
  }

  private static CanonicalEntry bare(ByteString path, Kind kind, ByteString detail) {
    return new CanonicalEntry(path, kind, 0, 0, 0, 0, 0, detail, Collections.emptySortedMap());
  }
}
