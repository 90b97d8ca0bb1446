package io.mdis.measurement.tree;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.Netstrings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An entry as bytes: the record of LTD1 (docs/reference/measurement.md, "Records"). */
public final class RecordFormat {
  /** Longest record that is read back, in bytes. */
  public static final int MAX_BYTES = 8 << 20;

  private RecordFormat() {}

  /** Adds a record without its first field, the path. */
  public static void body(CanonicalEntry e, Netstrings out) {
    out.put(String.valueOf(e.kind().code()));
    switch (e.kind()) {
      case WHITEOUT -> {}
      case HARD_LINK -> out.put(e.detail());
      default -> {
        boolean link = e.kind() == Kind.SYMLINK;
        boolean directory = e.kind() == Kind.DIRECTORY;
        out.put(link ? "" : octal(e.mode()));
        out.put(e.uid()).put(e.gid()).put(directory ? "" : Long.toString(e.mtime()));
        if (e.kind() == Kind.FILE) {
          out.put(e.size()).put(e.detail().hex());
        } else if (e.kind() != Kind.FIFO && e.kind() != Kind.SOCKET) {
          out.put(e.detail());
        }
        e.xattrs().forEach((name, value) -> out.put(name).put(value));
      }
    }
  }

  /** Four octal digits. */
  static String octal(int mode) {
    return Integer.toOctalString(mode | 010000).substring(1);
  }

  /** The entry of a record's body; throws MALFORMED_MANIFEST. */
  public static CanonicalEntry parse(ByteString path, ByteString body) throws MeasurementException {
    try {
      Fields fields = new Fields(fields(body));
      ByteString code = fields.next();
      if (code.length() != 1) {
        throw new IllegalArgumentException("kind of more than a letter");
      }
      CanonicalEntry entry = entry(path, Kind.of((char) code.at(0)), fields);
      Netstrings again = new Netstrings();
      body(entry, again);
      if (!again.bytes().equals(body)) {
        throw new IllegalArgumentException("not in the one form that it has");
      }
      return entry;
    } catch (IllegalArgumentException e) {
      throw new MeasurementException(
          MeasurementProblem.MALFORMED_MANIFEST,
          "record of " + path + " can't be read: " + e.getMessage(),
          e);
    }
  }

  private static CanonicalEntry entry(ByteString path, Kind kind, Fields fields) {
    if (kind == Kind.WHITEOUT) {
      return CanonicalEntry.whiteout(path);
    }
    if (kind == Kind.HARD_LINK) {
      return CanonicalEntry.hardLink(path, fields.next());
    }
    String mode = fields.next().toString();
    long uid = fields.number();
    long gid = fields.number();
    ByteString mtime = fields.next();
    boolean file = kind == Kind.FILE;
    long size = file ? fields.number() : 0;
    ByteString detail = kind == Kind.FIFO || kind == Kind.SOCKET ? ByteString.EMPTY : fields.next();
    if (file) {
      detail = ByteString.of(HexFormat.of().parseHex(detail.toString()));
    }
    return new CanonicalEntry(
        path,
        kind,
        mode.isEmpty() ? 0 : Integer.parseInt(mode, 8),
        uid,
        gid,
        mtime.length() == 0 ? 0 : Long.parseLong(mtime.toString()),
        size,
        detail,
        fields.rest());
  }

  private static List<ByteString> fields(ByteString body) {
    List<ByteString> fields = new ArrayList<>();
    int at = 0;
    while (at < body.length()) {
      int colon = body.indexOf(':', at);
      if (colon < 0 || colon - at > 8) {
        throw new IllegalArgumentException("broken length");
      }
      int length = Integer.parseInt(body.slice(at, colon).toString());
      int end = colon + 1 + length;
      if (length < 0 || end >= body.length() || body.at(end) != ',') {
        throw new IllegalArgumentException("broken field");
      }
      fields.add(body.slice(colon + 1, end));
      at = end + 1;
    }
    return fields;
  }

  private static final class Fields {
    private final List<ByteString> fields;
    private int at;

    Fields(List<ByteString> fields) {
      this.fields = fields;
    }

    ByteString next() {
      if (at == fields.size()) {
        throw new IllegalArgumentException("too few fields");
      }
      return fields.get(at++);
    }

    long number() {
      return Long.parseLong(next().toString());
    }

    SortedMap<ByteString, ByteString> rest() {
      if (at == fields.size()) {
        return Collections.emptySortedMap();
      }
      SortedMap<ByteString, ByteString> pairs = new TreeMap<>();
      while (at < fields.size()) {
        pairs.put(next(), next());
      }
      return pairs;
    }
  }
}
