package io.mdis.measurement.host;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.posix.FileStatus;
import io.mdis.measurement.posix.OpenFile;
import io.mdis.measurement.posix.PosixException;
import io.mdis.measurement.tree.CanonicalEntry;
import io.mdis.measurement.tree.ExtendedAttributes;
import io.mdis.measurement.tree.Kind;
import io.mdis.measurement.tree.ManifestWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.FutureTask;

/**
 * Measures a layer from the directory that a runtime unpacked it into. One thread walks and looks,
 * those of the pool read files; what waits to be written is bounded, so memory doesn't grow with
 * the tree.
 */
public final class HostMeasurement implements TreeSource {
  private static final int MAX_WAITING = 8192;
  private static final int MAX_OPEN_DIRECTORIES = 256;
  private static final int MAX_NOTES = 100;
  private static final int MAX_LINKED = 1_000_000;
  private static final SortedMap<ByteString, ByteString> NO_XATTRS = Collections.emptySortedMap();

  private final HashPool pool;

  /** With the threads of a pool, which may be shared. */
  public HostMeasurement(HashPool pool) {
    this.pool = pool;
  }

  /**
   * Measures a directory. Throws CHANGED_WHILE_READ when anything in it changes meanwhile, and HOST
   * or LIMIT; nothing is left at {@code manifest} then.
   *
   * @param directory absolute path whose last component isn't a link
   * @param manifest where the per-file list goes
   */
  @Override
  public TreeMeasure measure(ByteString directory, Path manifest) throws IOException {
    boolean done = false;
    try (ManifestWriter out = new ManifestWriter(manifest)) {
      TreeMeasure measure = new Run(out).measure(directory);
      done = true;
      return measure;
    } catch (PosixException e) {
      throw new MeasurementException(MeasurementProblem.HOST, e.getMessage(), e);
    } finally {
      if (!done) {
        Files.deleteIfExists(manifest);
      }
    }
  }

  private record Inode(long device, long number) {}

  /** An entry that is known, or a file that is being read. */
  private record Waiting(
      ByteString path,
      FileStatus status,
      SortedMap<ByteString, ByteString> xattrs,
      CanonicalEntry known,
      FutureTask<FileReading> reading) {
    boolean ready() {
      return known != null || reading.isDone();
    }
  }

  private static final class Links {
    final ByteString leader;
    final long names;
    long found = 1;

    Links(ByteString leader, long names) {
      this.leader = leader;
      this.names = names;
    }
  }

  private final class Run implements TreeWalk.Visitor {
    private final ManifestWriter out;
    private final TreeWalk walk = new TreeWalk(this);
    private final OverlayAttributes overlay = new OverlayAttributes();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Map<Inode, Links> links = new HashMap<>();
    private final List<ByteString> mounted = new ArrayList<>();
    private long mount;
    private volatile boolean stopped;

    Run(ManifestWriter out) {
      this.out = out;
    }

    TreeMeasure measure(ByteString directory) throws IOException {
      try {
        OpenFile root = OpenFile.directory(directory);
        FileStatus status = root.status();
        mount = status.mount();
        overlay.add(ByteString.EMPTY, root.xattrs());
        walk.below(root);
        drain(0, 0);
        return new TreeMeasure(out.finish(), status, overlay.value(), mounted, linkedOutside());
      } finally {
        stopped = true;
      }
    }

    @Override
    public void directory(
        ByteString path, FileStatus status, SortedMap<ByteString, ByteString> xattrs)
        throws IOException {
      note(path, status);
      ExtendedAttributes own = ExtendedAttributes.of(xattrs, Kind.DIRECTORY);
      put(path, status, xattrs, CanonicalEntry.directory(path, of(status, own), own.opaque()));
    }

    @Override
    public void entry(SharedDirectory in, ByteString path, ByteString name, FileStatus status)
        throws IOException {
      note(path, status);
      boolean whiteout =
          status.type() == FileStatus.Type.CHARACTER_DEVICE
              && status.major() == 0
              && status.minor() == 0;
      if (status.nlink() > 1 && !whiteout) {
        Inode inode = new Inode(status.device(), status.inode());
        Links group = links.get(inode);
        if (group != null) {
          group.found++;
          put(path, status, NO_XATTRS, CanonicalEntry.hardLink(path, group.leader));
          return;
        }
        if (links.size() == MAX_LINKED) {
          throw new MeasurementException(
              MeasurementProblem.LIMIT, "more than " + MAX_LINKED + " files with several names");
        }
        links.put(inode, new Links(path, status.nlink()));
      }
      if (status.type() == FileStatus.Type.FILE) {
        add(new Waiting(path, status, NO_XATTRS, null, read(in.use(), path, name, status)));
        return;
      }
      SortedMap<ByteString, ByteString> xattrs = in.file().xattrs(name);
      CanonicalEntry entry = other(in, path, name, status, xattrs);
      if (!in.file().status(name).unchangedSince(status)) {
        throw FileReading.changed(in.file().path().child(name));
      }
      put(path, status, xattrs, entry);
    }

    private FutureTask<FileReading> read(
        SharedDirectory in, ByteString path, ByteString name, FileStatus status) {
      return pool.submit(
          status.size(),
          () -> {
            try {
              if (stopped) {
                throw new InterruptedIOException(path + " isn't needed any more");
              }
              return FileReading.of(in.file(), name, status);
            } finally {
              in.release();
            }
          });
    }

    private CanonicalEntry other(
        SharedDirectory in,
        ByteString path,
        ByteString name,
        FileStatus status,
        SortedMap<ByteString, ByteString> xattrs)
        throws IOException {
      Kind kind = kind(status.type());
      CanonicalEntry.Attributes a = of(status, ExtendedAttributes.of(xattrs, kind));
      return switch (kind) {
        case SYMLINK -> CanonicalEntry.symlink(path, a, in.file().readLink(name));
        case BLOCK_DEVICE, CHARACTER_DEVICE ->
            CanonicalEntry.device(path, kind, a, status.major(), status.minor());
        default -> CanonicalEntry.special(path, kind, a);
      };
    }

    private void put(
        ByteString path,
        FileStatus status,
        SortedMap<ByteString, ByteString> xattrs,
        CanonicalEntry entry)
        throws IOException {
      add(new Waiting(path, status, xattrs, entry, null));
    }

    private void add(Waiting entry) throws IOException {
      waiting.addLast(entry);
      drain(MAX_WAITING, MAX_OPEN_DIRECTORIES);
    }

    private void drain(int most, int mostDirectories) throws IOException {
      while (!waiting.isEmpty()
          && (waiting.element().ready()
              || waiting.size() > most
              || walk.openDirectories() > mostDirectories)) {
        Waiting head = waiting.removeFirst();
        overlay.add(head.path(), head.xattrs());
        out.add(head.known() != null ? head.known() : file(head));
      }
    }

    private CanonicalEntry file(Waiting head) throws IOException {
      FileReading reading = HashPool.result(head.reading(), head.path());
      overlay.add(head.path(), reading.xattrs());
      ExtendedAttributes own = ExtendedAttributes.of(reading.xattrs(), Kind.FILE);
      return CanonicalEntry.file(
          head.path(), of(head.status(), own), head.status().size(), reading.content());
    }

    private void note(ByteString path, FileStatus status) {
      if (status.mount() != mount && mounted.size() < MAX_NOTES) {
        mounted.add(path);
      }
    }

    private List<ByteString> linkedOutside() {
      return links.values().stream()
          .filter(group -> group.names > group.found)
          .map(group -> group.leader)
          .sorted()
          .limit(MAX_NOTES)
          .toList();
    }
  }

  private static CanonicalEntry.Attributes of(FileStatus status, ExtendedAttributes own) {
    return new CanonicalEntry.Attributes(
        status.permissions(), status.uid(), status.gid(), status.mtime(), own.kept());
  }

  private static Kind kind(FileStatus.Type type) {
    return switch (type) {
      case FILE -> Kind.FILE;
      case DIRECTORY -> Kind.DIRECTORY;
      case SYMLINK -> Kind.SYMLINK;
      case BLOCK_DEVICE -> Kind.BLOCK_DEVICE;
      case CHARACTER_DEVICE -> Kind.CHARACTER_DEVICE;
      case FIFO -> Kind.FIFO;
      case SOCKET -> Kind.SOCKET;
    };
  }
}
