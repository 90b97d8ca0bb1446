package io.mdis.measurement.docker;

import io.mdis.image.tar.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Mount points of a process' mount namespace (proc(5), "mountinfo"). It should be Docker's own
 * process: from another namespace its mounts aren't seen.
 *
 * @param points absolute paths, in the order of mounting
 */
public record MountTable(List<ByteString> points) {
  private static final int POINT = 4;

  /** The paths are kept as they are. */
  public MountTable {
    points = List.copyOf(points);
  }

  /** That of this process. */
  public static MountTable ofSelf() throws IOException {
    return parse(Files.readAllBytes(Path.of("/proc/self/mountinfo")));
  }

  /** That of another process. */
  public static MountTable of(long pid) throws IOException {
    return parse(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "mountinfo")));
  }

  /** Reads a table; lines that are none are left out. */
  static MountTable parse(byte[] table) {
    List<ByteString> points = new ArrayList<>();
    for (String line : new String(table, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      String[] fields = line.split(" ", -1);
      if (fields.length > POINT) {
        points.add(unescaped(fields[POINT]));
      }
    }
    return new MountTable(points);
  }

  /** Mount points at a path or below it. */
  public List<ByteString> within(ByteString path) {
    String below = path.child(ByteString.EMPTY).toString();
    return points.stream()
        .filter(point -> point.equals(path) || point.toString().startsWith(below))
        .toList();
  }

  /** The kernel writes space, tab, line feed and backslash as three octal digits. */
  private static ByteString unescaped(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\\' && i + 3 < bytes.length) {
        bytes[length++] = (byte) Integer.parseInt(text.substring(i + 1, i + 4), 8);
        i += 3;
      } else {
        bytes[length++] = bytes[i];
      }
    }
    return ByteString.of(bytes, 0, length);
  }
}
