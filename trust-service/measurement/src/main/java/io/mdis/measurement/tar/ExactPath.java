package io.mdis.measurement.tar;

import io.mdis.image.tar.ByteString;
import java.util.ArrayDeque;
import java.util.Deque;

/** Names of a tar made into paths below the root, byte for byte. */
final class ExactPath {
  private ExactPath() {}

  /** As {@link io.mdis.image.tar.TarPath#clean}. */
  static ByteString clean(ByteString name) {
    if (isClean(name)) {
      return name;
    }
    Deque<ByteString> parts = new ArrayDeque<>();
    int start = 0;
    while (start <= name.length()) {
      int slash = name.indexOf('/', start);
      int end = slash < 0 ? name.length() : slash;
      ByteString part = name.slice(start, end);
      if (part.is("..")) {
        parts.pollLast();
      } else if (part.length() > 0 && !part.is(".")) {
        parts.addLast(part);
      }
      start = end + 1;
    }
    ByteString path = ByteString.EMPTY;
    for (ByteString part : parts) {
      path = path.child(part);
    }
    return path;
  }

  private static boolean isClean(ByteString name) {
    int start = 0;
    int length = name.length();
    while (start < length) {
      int slash = name.indexOf('/', start);
      int end = slash < 0 ? length : slash;
      boolean one = end - start == 1 && name.at(start) == '.';
      boolean two = end - start == 2 && name.at(start) == '.' && name.at(start + 1) == '.';
      if (end == start || one || two || (end == length - 1 && slash >= 0)) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }
}
