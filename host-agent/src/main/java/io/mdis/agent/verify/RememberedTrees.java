package io.mdis.agent.verify;

import io.mdis.agent.disk.DurableFile;
import io.mdis.image.tar.ByteString;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.host.HostMeasurement;
import io.mdis.measurement.host.TreeMeasure;
import io.mdis.measurement.host.TreeSource;
import io.mdis.measurement.host.TreeStatus;
import io.mdis.trust.protocol.TrustJson;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures a directory again only when the status of something in it has changed. What is
 * remembered is kept on the disk too, for the next start of the agent.
 */
public final class RememberedTrees {
  /**
   * Kernels before 6.13 write times of change every 10 ms at worst: what is younger may hide one.
   */
  private static final long GRAIN_NANOS = 20_000_000;

  private static final long MILLIS = 1_000_000;
  private static final int LOCKS = 64;

  private final Path folder;
  private final FileLists lists;
  private final HostMeasurement measurement;
  private final Map<ByteString, RememberedTree> trees = new ConcurrentHashMap<>();
  private final Object[] locks = new Object[LOCKS];

  /** With what an existing folder remembers. */
  public RememberedTrees(Path folder, FileLists lists, HostMeasurement measurement)
      throws IOException {
    this.folder = folder;
    this.lists = lists;
    this.measurement = measurement;
    java.util.Arrays.setAll(locks, i -> new Object());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        read(file);
      }
    }
  }

  /** Measures what has changed, and remembers the rest. */
  public TreeSource changed() {
    return (directory, ignored) -> measure(directory, false);
  }

  /** Measures all anew. */
  public TreeSource all() {
    return (directory, ignored) -> measure(directory, true);
  }

  /** Digests of the lists that belong to what is remembered; forgets directories that are gone. */
  public Set<Sha384> retain() throws IOException {
    Set<Sha384> files = new HashSet<>();
    for (RememberedTree tree : List.copyOf(trees.values())) {
      if (Files.isDirectory(Path.of(tree.directory().toString()))) {
        files.add(tree.files());
      } else {
        trees.remove(tree.directory());
        Files.deleteIfExists(file(tree.directory()));
      }
    }
    return files;
  }

  private TreeMeasure measure(ByteString directory, boolean anew) throws IOException {
    synchronized (locks[Math.floorMod(directory.hashCode(), LOCKS)]) {
      TreeStatus status = TreeStatus.of(directory);
      RememberedTree known = trees.get(directory);
      if (!anew && known != null && known.status().equals(status)) {
        Path list = lists.path(known.files());
        if (Files.exists(list)) {
          return known.measure(list);
        }
      }
      settle(status);
      TreeMeasure tree = measurement.measure(directory, lists.draft());
      tree =
          new TreeMeasure(
              lists.keep(tree.manifest()),
              tree.root(),
              tree.overlay(),
              tree.mounted(),
              tree.linkedOutside());
      if (!TreeStatus.of(directory).equals(status)) {
        throw new MeasurementException(
            MeasurementProblem.CHANGED_WHILE_READ,
            directory + " changed while it was measured: somebody writes to the store");
      }
      remember(RememberedTree.of(directory, status, tree));
      return tree;
    }
  }

  private void remember(RememberedTree tree) throws IOException {
    if (tree.status().newest() > now() - GRAIN_NANOS) {
      forget(tree.directory()); // From the future: a change could get the same time.
      return;
    }
    trees.put(tree.directory(), tree);
    DurableFile.write(file(tree.directory()), TrustJson.write(tree));
  }

  private void forget(ByteString directory) throws IOException {
    trees.remove(directory);
    Files.deleteIfExists(file(directory));
  }

  /** Waits until a change would get another time than the last one has. */
  private static void settle(TreeStatus status) throws IOException {
    long wait = status.newest() + GRAIN_NANOS - now();
    if (wait > 0 && wait <= GRAIN_NANOS) {
      try {
        Thread.sleep(wait / MILLIS + 1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted before a layer was measured");
      }
    }
  }

  private void read(Path file) throws IOException {
    try {
      RememberedTree tree = TrustJson.read(Files.readAllBytes(file), RememberedTree.class);
      if (file.equals(file(tree.directory()))) {
        trees.put(tree.directory(), tree);
        return;
      }
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      // It is measured anew then.
    }
    Files.deleteIfExists(file);
  }

  private Path file(ByteString directory) {
    return folder.resolve(Sha384.of(directory.toBytes()).hex() + ".json");
  }

  private static long now() {
    return System.currentTimeMillis() * MILLIS;
  }
}
