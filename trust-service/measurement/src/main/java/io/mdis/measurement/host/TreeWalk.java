package io.mdis.measurement.host;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.posix.FileStatus;
import io.mdis.measurement.posix.OpenFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Goes through a directory tree in the order of whole paths as bytes. That isn't the order of a
 * plain walk: {@code a-b} comes after the directory {@code a} and before {@code a/x}. So what is in
 * a directory is visited where its name with a slash stands among its siblings.
 */
final class TreeWalk {
  private static final int MAX_DEPTH = 1024;

  private final Visitor visitor;
  private final AtomicInteger openDirectories = new AtomicInteger();

  /** Sees each entry once, in order. */
  interface Visitor {
    /** A directory; its attributes were read when it was opened. */
    void directory(ByteString path, FileStatus status, SortedMap<ByteString, ByteString> xattrs)
        throws IOException;

    /** Anything else, in an open directory that it may keep in use. */
    void entry(SharedDirectory in, ByteString path, ByteString name, FileStatus status)
        throws IOException;
  }

  TreeWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  /** How many directories are open now. */
  int openDirectories() {
    return openDirectories.get();
  }

  /** Walks below a directory, which it closes; the root isn't visited itself. */
  void below(OpenFile root) throws IOException {
    walk(new SharedDirectory(root, openDirectories), ByteString.EMPTY, 0);
  }

  private void walk(SharedDirectory directory, ByteString path, int depth) throws IOException {
    try {
      if (depth > MAX_DEPTH) {
        throw new MeasurementException(
            MeasurementProblem.LIMIT,
            "directories deeper than " + MAX_DEPTH + " below " + directory.file().path());
      }
      FileStatus before = directory.file().status();
      for (Item item : items(directory.file())) {
        if (item.descend()) {
          descend(directory, path, item, depth);
        } else {
          visit(directory, path, item);
        }
      }
      if (!directory.file().status().unchangedSince(before)) {
        throw FileReading.changed(directory.file().path());
      }
    } finally {
      directory.release();
    }
  }

  private void visit(SharedDirectory directory, ByteString path, Item item) throws IOException {
    ByteString own = path.child(item.name());
    if (item.status().type() == FileStatus.Type.DIRECTORY) {
      visitor.directory(own, item.status(), directory.file().xattrs(item.name()));
    } else {
      visitor.entry(directory, own, item.name(), item.status());
    }
  }

  private void descend(SharedDirectory directory, ByteString path, Item item, int depth)
      throws IOException {
    OpenFile child = directory.file().openDirectory(item.name());
    if (!child.status().unchangedSince(item.status())) {
      child.close();
      throw FileReading.changed(child.path());
    }
    walk(new SharedDirectory(child, openDirectories), path.child(item.name()), depth + 1);
  }

  private static List<Item> items(OpenFile directory) throws IOException {
    List<Item> items = new ArrayList<>();
    directory.forEachName(
        name -> {
          FileStatus status = directory.status(name);
          items.add(new Item(name, status, false, name));
          if (status.type() == FileStatus.Type.DIRECTORY) {
            items.add(new Item(name, status, true, name.child(ByteString.EMPTY)));
          }
        });
    items.sort((a, b) -> a.key().compareTo(b.key()));
    return items;
  }

  private record Item(ByteString name, FileStatus status, boolean descend, ByteString key) {}
}
