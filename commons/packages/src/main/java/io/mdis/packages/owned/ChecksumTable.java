package io.mdis.packages.owned;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What one package database, or one of its lists, says of the content of files.
 *
 * @param path of the list
 * @param rows sorted: hash of the path, number of the algorithm, first bytes of the checksum
 * @param problems what could not be read, for a person
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, nor changed.
record ChecksumTable(String path, byte[] rows, List<String> problems) {
  private static final int PREFIX = 16;
  private static final int ROW = Long.BYTES + 1 + PREFIX;

  /** Copies what it is given, but for the rows. */
  ChecksumTable {
    problems = List.copyOf(problems);
  }

  /** Whether the table names a path, and with that content. */
  enum Answer {
    UNKNOWN,
    SAME,
    OTHER
  }

  Set<ChecksumAlgorithm> algorithms() {
    Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
    for (int at = Long.BYTES; at < rows.length; at += ROW) {
      algorithms.add(ChecksumAlgorithm.ofNumber(rows[at]));
    }
    return algorithms;
  }

  /** Compares a checksum by one algorithm; rows of others say nothing. */
  Answer answer(String file, ChecksumAlgorithm algorithm, byte[] checksum) {
    ByteBuffer table = ByteBuffer.wrap(rows);
    long wanted = PathHashes.hash(file);
    int low = 0;
    int high = rows.length / ROW;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (table.getLong(middle * ROW) < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    Answer answer = Answer.UNKNOWN;
    for (int i = low * ROW; i < rows.length && table.getLong(i) == wanted; i += ROW) {
      if (rows[i + Long.BYTES] == algorithm.number()) {
        int from = i + Long.BYTES + 1;
        if (Arrays.equals(rows, from, from + PREFIX, checksum, 0, PREFIX)) {
          return Answer.SAME;
        }
        answer = Answer.OTHER;
      }
    }
    return answer;
  }

  /** A path as databases write it, without what stands for the root. */
  static String relative(String listed) {
    String file = listed;
    while (file.startsWith("/") || file.startsWith("./")) {
      file = file.substring(file.startsWith("/") ? 1 : 2);
    }
    return file;
  }

  /** Gathers the rows of a table. */
  static final class Builder {
    private static final int MAX_ROWS = 500_000;

    private final List<byte[]> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** Adds a file that is no configuration; false when no more fit. */
    boolean add(
        String listed, ChecksumAlgorithm algorithm, byte[] checksum, boolean configuration) {
      String file = relative(listed);
      if (configuration || checksum.length != algorithm.bytes() || !Programs.has(file)) {
        return true;
      }
      if (rows.size() == MAX_ROWS) {
        problems.add("names more than " + MAX_ROWS + " programs; the others were not compared");
        return false;
      }
      ByteBuffer row = ByteBuffer.allocate(ROW).putLong(PathHashes.hash(file));
      rows.add(row.put((byte) algorithm.number()).put(checksum, 0, PREFIX).array());
      return true;
    }

    void problem(String what) {
      problems.add(what);
    }

    ChecksumTable of(String path) {
      rows.sort(Comparator.comparingLong(row -> ByteBuffer.wrap(row).getLong()));
      ByteBuffer all = ByteBuffer.allocate(rows.size() * ROW);
      rows.forEach(all::put);
      return new ChecksumTable(path, all.array(), problems);
    }
  }
}
