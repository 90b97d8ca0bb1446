package io.mdis.measurement.tree;

import io.mdis.image.tar.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What differs between two lists of files.
 *
 * @param differences the first of them, in the order of the paths
 * @param total how many there are
 */
public record Comparison(List<Difference> differences, long total) {
  private static final int SHOWN = 120;

  /** The differences are kept as they are. */
  public Comparison {
    differences = List.copyOf(differences);
  }

  /** Compares record by record, holding one of each; keeps so many differences at most. */
  public static Comparison of(FileManifest expected, FileManifest found, int most)
      throws IOException {
    List<Difference> kept = new ArrayList<>();
    long total = 0;
    try (ManifestCursor left = expected.cursor();
        ManifestCursor right = found.cursor()) {
      boolean more = left.next();
      boolean moreFound = right.next();
      while (more || moreFound) {
        int order = more && moreFound ? left.path().compareTo(right.path()) : more ? -1 : 1;
        if (order != 0 || !left.body().equals(right.body())) {
          if (++total <= most) {
            kept.add(difference(order, left, right));
          }
        }
        more = order <= 0 ? left.next() : more;
        moreFound = order >= 0 ? right.next() : moreFound;
      }
    }
    return new Comparison(kept, total);
  }

  private static Difference difference(int order, ManifestCursor left, ManifestCursor right)
      throws IOException {
    if (order < 0) {
      return new Difference(Difference.Change.REMOVED, left.path(), List.of());
    }
    if (order > 0) {
      return new Difference(Difference.Change.ADDED, right.path(), List.of());
    }
    return new Difference(
        Difference.Change.CHANGED, left.path(), details(left.entry(), right.entry()));
  }

  private static List<Difference.Detail> details(CanonicalEntry was, CanonicalEntry is) {
    List<Difference.Detail> details = new ArrayList<>();
    if (was.kind() != is.kind()) {
      add(details, Attribute.TYPE, was.kind(), is.kind());
      return details;
    }
    add(details, Attribute.MODE, RecordFormat.octal(was.mode()), RecordFormat.octal(is.mode()));
    add(details, Attribute.OWNER, was.uid(), is.uid());
    add(details, Attribute.GROUP, was.gid(), is.gid());
    add(details, Attribute.MTIME, was.mtime(), is.mtime());
    add(details, Attribute.SIZE, was.size(), is.size());
    boolean file = was.kind() == Kind.FILE;
    add(
        details,
        detail(was.kind()),
        file ? was.detail().hex() : shown(was.detail()),
        file ? is.detail().hex() : shown(is.detail()));
    var names = new TreeSet<>(was.xattrs().keySet());
    names.addAll(is.xattrs().keySet());
    for (ByteString name : names) {
      add(
          details,
          Attribute.XATTR,
          name + "=" + value(was.xattrs().get(name)),
          name + "=" + value(is.xattrs().get(name)));
    }
    return details;
  }

  private static Attribute detail(Kind kind) {
    return switch (kind) {
      case FILE -> Attribute.CONTENT;
      case DIRECTORY -> Attribute.OPAQUE;
      case SYMLINK -> Attribute.TARGET;
      case HARD_LINK -> Attribute.HARD_LINK;
      default -> Attribute.DEVICE;
    };
  }

  private static void add(
      List<Difference.Detail> details, Attribute attribute, Object was, Object is) {
    if (!was.equals(is)) {
      details.add(new Difference.Detail(attribute, was.toString(), is.toString()));
    }
  }

  private static String value(ByteString value) {
    return value == null ? "(none)" : "0x" + shortened(value.hex());
  }

  private static String shown(ByteString text) {
    return shortened(text.toString());
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
