package io.mdis.packages.rpm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads an rpm database of any of the three formats, told apart by its first bytes. It is copied to
 * a temporary file first, for all of them are read by offset.
 */
public final class RpmDatabaseReader {
  private static final long MAX_BYTES = 1L << 30;
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /** Opens a file of the image. */
  @FunctionalInterface
  public interface Content {
    /** A stream from its beginning. */
    InputStream open() throws IOException;
  }

  /**
   * Hands on the paths of the packages' files. What can't be read is passed over: {@link #headers}
   * tells of it.
   *
   * @param paths takes an absolute path; false when no more are wanted
   * @throws IOException when the image or the temporary files can't be read
   */
  public void files(Content database, Content log, Predicate<String> paths) throws IOException {
    headers(database, log, new RpmFiles(paths), problem -> {});
  }

  /**
   * Hands on the header of each package.
   *
   * @param log write-ahead log of a SQLite database; null when there is none
   * @param problems gets what ends the reading before its time, for a person
   * @throws IOException when the image or the temporary files can't be read
   */
  public void headers(
      Content database, Content log, HeaderBlobs.Sink sink, Consumer<String> problems)
      throws IOException {
    Path folder = Files.createTempDirectory("mdis-rpmdb");
    Path copy = folder.resolve("db");
    try {
      if (copy(database, copy)) {
        if (log != null && !copy(log, folder.resolve("db-wal"))) {
          problems.accept("its write-ahead log is larger than " + MAX_BYTES + " bytes");
        }
        read(copy, sink);
      } else {
        problems.accept("is larger than " + MAX_BYTES + " bytes and was not read");
      }
    } catch (RpmDatabaseException e) {
      problems.accept(e.getMessage());
    } finally {
      for (String name : new String[] {"db", "db-wal", "db-shm", "db-journal"}) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }

  private static void read(Path file, HeaderBlobs.Sink packages)
      throws IOException, RpmDatabaseException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(SQLITE.length);
    }
    if (head.length < SQLITE.length) {
      throw new RpmDatabaseException("is cut off: it has " + head.length + " bytes");
    }
    if (Arrays.equals(head, SQLITE)) {
      new SqliteDatabase(file).forEach(packages);
      return;
    }
    try (MappedFile mapped = MappedFile.open(file)) {
      HeaderBlobs blobs =
          head[0] == 'R' && head[1] == 'p'
              ? NativeDatabase.open(mapped)
              : BerkeleyHash.open(mapped);
      blobs.forEach(packages);
    }
  }

  /** False when there is more than may be read. */
  private static boolean copy(Content content, Path target) throws IOException {
    try (InputStream in = content.open();
        OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      long total = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > MAX_BYTES) {
          return false;
        }
        out.write(buffer, 0, n);
      }
      return true;
    }
  }
}
