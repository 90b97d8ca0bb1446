package io.mdis.image.tar;

import io.mdis.image.ImageProblem;
import java.util.HashMap;
import java.util.Map;

/** Records of a PAX extended header: {@code "LENGTH KEY=VALUE\n"} (POSIX.1-2017 "pax"). */
final class PaxRecords {
  static final PaxRecords NONE = new PaxRecords(Map.of());

  private final Map<String, String> values;

  private PaxRecords(Map<String, String> values) {
    this.values = values;
  }

  /** Reads them all, the last of a key winning; throws MALFORMED_LAYER. */
  static PaxRecords parse(byte[] bytes) throws TarException {
    Map<String, String> values = new HashMap<>();
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
      at = end;
    }
    return new PaxRecords(values);
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
