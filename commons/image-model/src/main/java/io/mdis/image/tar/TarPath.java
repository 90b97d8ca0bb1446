package io.mdis.image.tar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names in a tar, made into paths that can't leave the root. */
public final class TarPath {
  private TarPath() {}

  /**
   * Lexically cleaned: no leading, trailing or double slash, no {@code .} and no {@code ..}, which
   * stays at the root. The root itself is the empty string.
   */
  public static String clean(String name) {
    if (isClean(name)) {
      return name;
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start <= name.length()) {
      int slash = name.indexOf('/', start);
      int end = slash < 0 ? name.length() : slash;
      String part = name.substring(start, end);
      if (part.equals("..")) {
        if (!parts.isEmpty()) {
          parts.removeLast();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
      start = end + 1;
    }
    return String.join("/", parts);
  }

  /** Components of a cleaned path; 0 for the root. */
  public static int depth(String clean) {
    if (clean.isEmpty()) {
      return 0;
    }
    int depth = 1;
    for (int i = clean.indexOf('/'); i >= 0; i = clean.indexOf('/', i + 1)) {
      depth++;
    }
    return depth;
  }

  /** UTF-8 where the bytes are that, else ISO-8859-1, so that different names stay different. */
  static String decode(byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    try {
      ByteBuffer view = ByteBuffer.wrap(bytes, offset, length);
      return StandardCharsets.UTF_8.newDecoder().decode(view).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
  }

  private static boolean isClean(String name) {
    int start = 0;
    int length = name.length();
    while (start < length) {
      int slash = name.indexOf('/', start);
      int end = slash < 0 ? length : slash;
      int size = end - start;
      boolean dots =
          (size == 1 && name.charAt(start) == '.') || (size == 2 && name.startsWith("..", start));
      if (size == 0 || dots || end == length - 1) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }
}
