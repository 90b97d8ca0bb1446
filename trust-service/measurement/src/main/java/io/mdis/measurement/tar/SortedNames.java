package io.mdis.measurement.tar;

import io.mdis.image.tar.ByteString;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Names with the inode each got, sorted by path and then by when it got it: in memory while they
 * are few, else through sorted files that are merged.
 */
final class SortedNames implements Closeable {
  private static final int OVERHEAD = 64;

  private final Path folder;
  private final long budget;
  private final List<Name> buffer = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();
  private final List<Closeable> open = new ArrayList<>();
  private long buffered;
  private int sequence;

  /**
   * A path and an inode.
   *
   * @param path the path
   * @param inode number of the inode; negative for a marker
   * @param sequence when it was added
   */
  record Name(ByteString path, int inode, int sequence) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      int paths = path.compareTo(other.path);
      return paths != 0 ? paths : Integer.compare(sequence, other.sequence);
    }
  }

  /** Takes names in order. */
  @FunctionalInterface
  interface Reader {
    void name(Name name) throws IOException;
  }

  SortedNames(Path folder, long budget) {
    this.folder = folder;
    this.budget = budget;
  }

  void add(ByteString path, int inode) throws IOException {
    buffer.add(new Name(path, inode, sequence++));
    buffered += path.length() + OVERHEAD;
    if (buffered > budget) {
      spill();
    }
  }

  /** All of them in order. */
  void forEach(Reader reader) throws IOException {
    buffer.sort(Comparator.naturalOrder());
    if (runs.isEmpty()) {
      for (Name name : buffer) {
        reader.name(name);
      }
      return;
    }
    spill();
    PriorityQueue<Run> heads = new PriorityQueue<>();
    for (Path run : runs) {
      Run head = new Run(run);
      open.add(head);
      head.advance();
      heads.add(head);
    }
    while (!heads.isEmpty()) {
      Run least = heads.remove();
      reader.name(least.name);
      if (least.advance()) {
        heads.add(least);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Closeable run : open) {
      run.close();
    }
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
  }

  private void spill() throws IOException {
    if (buffer.isEmpty()) {
      return;
    }
    buffer.sort(Comparator.naturalOrder());
    Path run = Files.createTempFile(folder, "names", ".run");
    runs.add(run);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), 1 << 16))) {
      for (Name name : buffer) {
        out.writeInt(name.path().length());
        out.write(name.path().toBytes());
        out.writeInt(name.inode());
        out.writeInt(name.sequence());
      }
      out.writeInt(-1);
    }
    buffer.clear();
    buffered = 0;
  }

  private static final class Run implements Comparable<Run>, Closeable {
    private final DataInputStream in;
    private Name name;

    Run(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 15));
    }

    boolean advance() throws IOException {
      int length = in.readInt();
      if (length < 0) {
        return false;
      }
      byte[] path = in.readNBytes(length);
      name = new Name(ByteString.of(path), in.readInt(), in.readInt());
      return true;
    }

    @Override
    public int compareTo(Run other) {
      return name.compareTo(other.name);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
