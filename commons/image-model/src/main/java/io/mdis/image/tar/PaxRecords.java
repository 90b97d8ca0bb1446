package io.mdis.image.tar;

import io.mdis.image.ImageProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Records of a PAX extended header: {@code "LENGTH KEY=VALUE\n"} (POSIX.1-2017 "pax"). */
final class PaxRecords {
  static final PaxRecords NONE = new PaxRecords(Map.of(), Map.of(), new TreeMap<>(), "");
  private static final String XATTR = "SCHILY.xattr.";

  private final Map<String, String> values;
  private final Map<String, ByteString> names;
  private final SortedMap<ByteString, ByteString> xattrs;
  private final String pieces;

  private PaxRecords(
      Map<String, String> values,
      Map<String, ByteString> names,
      SortedMap<ByteString, ByteString> xattrs,
      String pieces) {
    this.values = values;
    this.names = names;
    this.xattrs = xattrs;
    this.pieces = pieces;
  }

  /**
   * Reads them all, the last of a key winning; throws MALFORMED_LAYER.
   *
   * @param exact whether names and extended attributes are wanted byte for byte
   */
  static PaxRecords parse(byte[] bytes, boolean exact) throws TarException {
    Map<String, String> values = new HashMap<>();
    Map<String, ByteString> names = exact ? new HashMap<>() : Map.of();
    SortedMap<ByteString, ByteString> xattrs = new TreeMap<>();
    StringBuilder pieces = new StringBuilder();
    int at = 0;
    while (at < bytes.length && bytes[at] != 0) {
      int digits = at;
      int length = 0;
      while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && at - digits < 8) {
        length = length * 10 + (bytes[at++] - '0');
      }
      int end = digits + length;
      if (at == digits
          || at >= bytes.length
          || bytes[at] != ' '
          || end > bytes.length
          || end <= at + 1
          || bytes[end - 1] != '\n') {
        throw new TarException(ImageProblem.MALFORMED_LAYER, "PAX header has a broken record");
      }
      int equals = at + 1;
      while (equals < end && bytes[equals] != '=') {
        equals++;
      }
      if (equals == end || equals == at + 1) {
        throw new TarException(ImageProblem.MALFORMED_LAYER, "PAX record lacks a key or a value");
      }
      String key = TarPath.decode(bytes, at + 1, equals - at - 1);
      if (isWanted(key)) {
        values.put(key, TarPath.decode(bytes, equals + 1, end - equals - 2));
      }
      if (exact) {
        ByteString value = ByteString.of(bytes, equals + 1, end - equals - 2);
        switch (key) {
          case "path", "linkpath", "GNU.sparse.name" -> names.put(key, value);
          case "GNU.sparse.offset", "GNU.sparse.numbytes" ->
              pieces
                  .append(pieces.isEmpty() ? "" : ",")
                  .append(TarPath.decode(bytes, equals + 1, end - equals - 2));
          default -> putXattr(xattrs, ByteString.of(bytes, at + 1, equals - at - 1), value);
        }
      }
      at = end;
    }
    return new PaxRecords(values, names, xattrs, pieces.toString());
  }

  /** An empty value is as none, as in Go's archive/tar. */
  private static void putXattr(
      SortedMap<ByteString, ByteString> xattrs, ByteString key, ByteString value) {
    if (!key.startsWith(XATTR)) {
      return;
    }
    ByteString name = key.slice(XATTR.length(), key.length());
    if (value.length() == 0 || name.length() == 0) {
      xattrs.remove(name);
    } else {
      xattrs.put(name, value);
    }
  }

  /** Extended attributes; only when parsed exactly. */
  SortedMap<ByteString, ByteString> xattrs() {
    return xattrs;
  }

  /** A name byte for byte; only when parsed exactly. */
  ByteString name(String key, ByteString otherwise) {
    ByteString value = names.getOrDefault(key, ByteString.EMPTY);
    return value.length() == 0 ? otherwise : value;
  }

  /** How a sparse file expands; throws MALFORMED_LAYER when the records don't say. */
  SparseFile sparseFile() throws TarException {
    String size =
        values.getOrDefault("GNU.sparse.realsize", values.getOrDefault("GNU.sparse.size", ""));
    long bytes = SparseMap.number(size);
    if (values.getOrDefault("GNU.sparse.major", "").equals("1")) {
      return new SparseFile(bytes, List.of(), true);
    }
    return SparseMap.parse(values.getOrDefault("GNU.sparse.map", pieces), bytes);
  }

  String text(String key, String otherwise) throws TarException {
    String value = values.getOrDefault(key, "");
    if (value.indexOf('\0') >= 0) {
      throw new TarException(ImageProblem.MALFORMED_LAYER, "PAX " + key + " holds a zero byte");
    }
    return value.isEmpty() ? otherwise : value;
  }

  long number(String key, long otherwise) throws TarException {
    String value = values.getOrDefault(key, "");
    if (value.isEmpty()) {
      return otherwise;
    }
    int dot = value.indexOf('.');
    try {
      long whole = Long.parseLong(dot < 0 ? value : value.substring(0, dot));
      boolean fraction = dot >= 0 && !value.substring(dot + 1).replace("0", "").isEmpty();
      return value.startsWith("-") && fraction ? whole - 1 : whole;
    } catch (NumberFormatException e) {
      throw new TarException(ImageProblem.MALFORMED_LAYER, "PAX " + key + " isn't a number");
    }
  }

  boolean sparse() {
    return values.containsKey("GNU.sparse.major")
        || values.containsKey("GNU.sparse.size")
        || values.containsKey("GNU.sparse.realsize")
        || values.containsKey("GNU.sparse.map");
  }

  private static boolean isWanted(String key) {
    return switch (key) {
      case "path", "linkpath", "size", "mtime", "uid", "gid" -> true;
      case "GNU.sparse.name", "GNU.sparse.major", "GNU.sparse.size" -> true;
      case "GNU.sparse.realsize", "GNU.sparse.map" -> true;
      default -> false;
    };
  }
}
