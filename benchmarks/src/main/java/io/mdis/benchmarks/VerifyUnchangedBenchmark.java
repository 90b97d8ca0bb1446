package io.mdis.benchmarks;

import io.mdis.agent.verify.FileLists;
import io.mdis.agent.verify.RememberedTrees;
import io.mdis.image.tar.ByteString;
import io.mdis.measurement.host.HashPool;
import io.mdis.measurement.host.HostMeasurement;
import io.mdis.measurement.host.TreeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * What the verification of a layer that was measured and hasn't changed adds to a start, beside
 * {@code find} over the same tree that prints each entry's status, and beside measuring it whole;
 * in turn in the same run.
 */
public final class VerifyUnchangedBenchmark {
  private static final double MILLIS = 1e6;

  private VerifyUnchangedBenchmark() {}

  /** Arguments: the tree, and how often (default 15). */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ByteString tree = ByteString.utf8(Path.of(arguments[0]).toRealPath().toString());
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    Path folder = Files.createTempDirectory("verify-unchanged");
    double[] unchanged = new double[runs];
    double[] find = new double[runs];
    double[] whole = new double[runs];
    try (HashPool pool = HashPool.ofProcessors()) {
      RememberedTrees trees =
          new RememberedTrees(
              Files.createDirectory(folder.resolve("trees")),
              new FileLists(Files.createDirectory(folder.resolve("lists"))),
              new HostMeasurement(pool));
      measure(trees.all(), tree, folder);
      for (int i = 0; i < runs; i++) {
        unchanged[i] = measure(trees.changed(), tree, folder);
        find[i] = find(tree);
        whole[i] = measure(trees.all(), tree, folder);
      }
    } finally {
      TemporaryFolders.delete(folder);
    }
    double first = unchanged[0];
    System.out.printf(
        Locale.ROOT,
        "unchanged: %.1f ms (the first, while code is compiled: %.1f ms); find -printf: %.1f ms;"
            + " measured whole: %.1f ms (medians of %d); ratio to find %.2f, to whole %.3f%n",
        median(unchanged),
        first,
        median(find),
        median(whole),
        runs,
        median(unchanged) / median(find),
        median(unchanged) / median(whole));
  }

  private static double measure(TreeSource source, ByteString tree, Path folder)
      throws IOException {
    long start = System.nanoTime();
    source.measure(tree, folder.resolve("list"));
    return (System.nanoTime() - start) / MILLIS;
  }

  private static double find(ByteString tree) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder("find", tree.toString(), "-printf", "%p %i %m %U %G %n %s %T@ %C@\\n")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("find failed");
    }
    return (System.nanoTime() - start) / MILLIS;
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
