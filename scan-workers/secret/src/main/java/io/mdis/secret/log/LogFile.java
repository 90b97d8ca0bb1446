package io.mdis.secret.log;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A file of a container's log. Rotation renames files and may compress them, so a file is known
 * again by how its text begins, not by its name.
 *
 * @param path of it
 * @param local whether the local driver wrote it; else json-file
 * @param generation 0 of the one that is written, more of older ones
 */
record LogFile(Path path, boolean local, int generation) {
  private static final int BEGINNING = 512;
  private static final int LEAST = 64;

  /** The logs in the folder of a container, oldest first. */
  static List<LogFile> in(Path container) throws IOException {
    List<LogFile> files = new ArrayList<>();
    collect(container, "-json.log", false, files);
    collect(container.resolve("local-logs"), "container.log", true, files);
    files.sort(Comparator.comparingInt(LogFile::generation).reversed());
    return files;
  }

  private static void collect(Path folder, String name, boolean local, List<LogFile> files)
      throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
      for (Path file : listed) {
        String text = file.getFileName().toString();
        int at = text.indexOf(name);
        if (at < 0 || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          continue;
        }
        String rest = text.substring(at + name.length());
        if (rest.matches("(\\.[0-9]{1,4}(\\.gz)?)?")) {
          String number = rest.replace(".gz", "").replace(".", "");
          files.add(new LogFile(file, local, number.isEmpty() ? 0 : Integer.parseInt(number)));
        }
      }
    }
  }

  boolean compressed() {
    return path.toString().endsWith(".gz");
  }

  /** The text from its beginning. */
  InputStream open() throws IOException {
    InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    try {
      return new BufferedInputStream(compressed() ? new GZIPInputStream(in) : in, 64 << 10);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** How the text begins, as a name; null while it is too short to be told from others. */
  String beginning() throws IOException {
    try (InputStream in = open()) {
      byte[] bytes = in.readNBytes(BEGINNING);
      // The first record has the time to the nanosecond; only what never changes is taken.
      int length = Math.min(bytes.length, local ? LEAST : lineEnd(bytes));
      if (length < (local ? LEAST : 1)) {
        return null;
      }
      java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
      crc.update(bytes, 0, length);
      return HexFormat.of().toHexDigits((int) crc.getValue()) + "-" + length;
    }
  }

  private static int lineEnd(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return bytes.length == BEGINNING ? BEGINNING : 0;
  }

  LogRecords records(InputStream in, long position) {
    return local ? new LocalRecords(in, position) : new JsonFileRecords(in, position);
  }
}
