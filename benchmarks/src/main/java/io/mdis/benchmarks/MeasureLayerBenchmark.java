package io.mdis.benchmarks;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.host.HashPool;
import io.mdis.measurement.host.HostMeasurement;
import io.mdis.measurement.host.TreeMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Measuring a directory tree as a layer, beside {@code find | xargs -P2 sha384sum} over the same
 * files, in turn in the same run.
 */
public final class MeasureLayerBenchmark {
  private static final double NANOS = 1e9;

  private MeasureLayerBenchmark() {}

  /** Arguments: the tree, and how often (default 7). */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path tree = Path.of(arguments[0]).toRealPath();
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
    Path folder = Files.createTempDirectory("measure-layer");
    double[] ours = new double[runs];
    double[] theirs = new double[runs];
    long entries = 0;
    try (HashPool pool = HashPool.ofProcessors()) {
      sha384sum(tree); // Everything is read once before the clock runs.
      for (int i = 0; i < runs; i++) {
        theirs[i] = sha384sum(tree);
        long start = System.nanoTime();
        TreeMeasure measure =
            new HostMeasurement(pool)
                .measure(ByteString.utf8(tree.toString()), folder.resolve("list"));
        ours[i] = (System.nanoTime() - start) / NANOS;
        entries = measure.manifest().entries();
      }
    } finally {
      TemporaryFolders.delete(folder);
    }
    double first = ours[0];
    double firstTheirs = theirs[0];
    java.util.Arrays.sort(ours);
    java.util.Arrays.sort(theirs);
    double median = ours[runs / 2];
    double medianTheirs = theirs[runs / 2];
    System.out.printf(
        Locale.ROOT,
        "%d entries: measured in %.3f s, find | xargs -P2 sha384sum %.3f s (median of %d);"
            + " ratio %.2f; the first, while code is compiled: %.3f s, ratio %.2f%n",
        entries,
        median,
        medianTheirs,
        runs,
        median / medianTheirs,
        first,
        first / firstTheirs);
  }

  private static double sha384sum(Path tree) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "find \"$0\" -type f -print0 | xargs -0 -P2 sha384sum >/dev/null",
                tree.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("sha384sum failed");
    }
    return (System.nanoTime() - start) / NANOS;
  }
}
