package io.mdis.benchmarks;

import io.mdis.agent.verify.FileLists;
import io.mdis.agent.verify.RememberedTrees;
import io.mdis.image.tar.ByteString;
import io.mdis.measurement.host.HashPool;
import io.mdis.measurement.host.HostMeasurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the verification of a layer that was measured and hasn't changed adds to a start, beside
 * {@code find} over the same tree that prints each entry's status, and beside measuring it whole;
 * in turn in the same run.
 */
public final class VerifyUnchangedBenchmark {
  private static final double MILLIS = 1e3;

  private VerifyUnchangedBenchmark() {}

  /** Arguments: the tree, and how often (default 15). */
  public static void main(String[] arguments) throws Exception {
    ByteString tree = ByteString.utf8(Path.of(arguments[0]).toRealPath().toString());
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    Path folder = Files.createTempDirectory("verify-unchanged");
    Path list = folder.resolve("list");
    double[] unchanged = new double[runs];
    double[] find = new double[runs];
    double[] whole = new double[runs];
    try (HashPool pool = HashPool.ofProcessors()) {
      RememberedTrees trees =
          new RememberedTrees(
              Files.createDirectory(folder.resolve("trees")),
              new FileLists(Files.createDirectory(folder.resolve("lists"))),
              new HostMeasurement(pool));
      trees.all().measure(tree, list);
      for (int i = 0; i < runs; i++) {
        unchanged[i] = Seconds.of(() -> trees.changed().measure(tree, list));
        find[i] = Seconds.of(() -> find(tree));
        whole[i] = Seconds.of(() -> trees.all().measure(tree, list));
      }
    } finally {
      TemporaryFolders.delete(folder);
    }
    double usual = Seconds.median(unchanged);
    System.out.printf(
        Locale.ROOT,
        "unchanged: %.1f ms (the first, while code is compiled: %.1f ms); find -printf: %.1f ms;"
            + " measured whole: %.1f ms (medians of %d); ratio to find %.2f, to whole %.3f%n",
        usual * MILLIS,
        unchanged[0] * MILLIS,
        Seconds.median(find) * MILLIS,
        Seconds.median(whole) * MILLIS,
        runs,
        usual / Seconds.median(find),
        usual / Seconds.median(whole));
  }

  private static void find(ByteString tree) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("find", tree.toString(), "-printf", "%p %i %m %U %G %n %s %T@ %C@\\n")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("find failed");
    }
  }
}
