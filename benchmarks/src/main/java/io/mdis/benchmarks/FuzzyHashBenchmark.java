package io.mdis.benchmarks;

import io.mdis.malware.fuzzy.Comparison;
import io.mdis.malware.fuzzy.FileHashes;
import io.mdis.malware.fuzzy.FuzzyHash;
import io.mdis.malware.fuzzy.FuzzyHasher;
import io.mdis.malware.fuzzy.Signature;
import io.mdis.malware.fuzzy.samples.LibraryContents;
import io.mdis.malware.fuzzy.samples.SampleLibrary;
import io.mdis.malware.fuzzy.samples.SignaturePack;
import io.mdis.malware.fuzzy.samples.importer.ImportListener;
import io.mdis.malware.fuzzy.samples.importer.SampleImport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Hashing files beside the ssdeep command on the same files; and asking a library of samples beside
 * comparing with every one of them. Families are of very different sizes, as with real samples: a
 * few of twenty thousand, most of one. All is processor time, which other processes disturb less.
 */
public final class FuzzyHashBenchmark {
  private static final int FILE = 64 << 20;
  private static final int RUNS = 8;
  private static final int SAMPLES = 1_000_000;
  private static final int LARGEST_FAMILY = 20_000;
  private static final int QUERIES = 400;
  private static final int COMPARED = 10;

  /** How many samples are asked for: what a scan asks for, and what a person might. */
  private static final int[] LIMITS = {1, 100};

  private static final int LEAST_SCORE = 50;

  private final PrintStream out = System.out;
  private final Path work;
  private final int samples;
  private final Random random = new Random(1);

  private FuzzyHashBenchmark(Path work, int samples) {
    this.work = work;
    this.samples = samples;
  }

  /** Takes the number of samples, one million when none is given; writes to a temporary folder. */
  public static void main(String[] arguments) throws Exception {
    Path work = Files.createTempDirectory("mdis-fuzzy");
    try {
      int samples = arguments.length == 0 ? SAMPLES : Integer.parseInt(arguments[0]);
      FuzzyHashBenchmark benchmark = new FuzzyHashBenchmark(work, samples);
      benchmark.hash();
      benchmark.ask();
    } finally {
      TemporaryFolders.delete(work);
    }
  }

  private void hash() throws Exception {
    Path file = work.resolve("file");
    byte[] block = new byte[1 << 20];
    for (String kind : List.of("random", "text", "zeros")) {
      try (OutputStream bytes = Files.newOutputStream(file)) {
        for (int i = 0; i < FILE; i += block.length) {
          fill(block, kind);
          bytes.write(block);
        }
      }
      double command = Double.MAX_VALUE;
      double fuzzy = Double.MAX_VALUE;
      double both = Double.MAX_VALUE;
      for (int i = 0; i < RUNS; i++) {
        command = Math.min(command, command(file));
        long start = processor();
        FuzzyHash hash = fuzzyOnly(file);
        fuzzy = Math.min(fuzzy, seconds(start));
        start = processor();
        if (!both(file).equals(hash)) {
          throw new IllegalStateException("hashed twice, and not the same");
        }
        both = Math.min(both, seconds(start));
      }
      out.printf(
          Locale.ROOT,
          "%s, %d MiB: ssdeep %.2f s; ours %.2f s, ratio %.2f; with SHA-256 %.2f s, ratio %.2f%n",
          kind,
          FILE >> 20,
          command,
          fuzzy,
          fuzzy / command,
          both,
          both / command);
    }
    Files.delete(file);
  }

  private void fill(byte[] block, String kind) {
    if (kind.equals("random")) {
      random.nextBytes(block);
    } else {
      for (int i = 0; i < block.length; i++) {
        block[i] = (byte) (kind.equals("zeros") ? 0 : "etaoin shrdlu\n".charAt(random.nextInt(14)));
      }
    }
  }

  /** Seconds that the command takes, as the shell measures it. */
  private static double command(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "bash", "-c", "TIMEFORMAT='%U %S'; time ssdeep -s -b \"$0\"", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("ssdeep failed; install Debian's package ssdeep: " + said);
    }
    String[] times = said.lines().reduce((first, second) -> second).orElseThrow().split(" ", 2);
    return Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
  }

  private static FuzzyHash fuzzyOnly(Path file) throws IOException {
    FuzzyHasher hasher = new FuzzyHasher();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        hasher.update(buffer, 0, read);
      }
    }
    return hasher.finish();
  }

  private static FuzzyHash both(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return FileHashes.of(in).fuzzy();
    }
  }

  private void ask() throws Exception {
    List<FuzzyHash> asked = new ArrayList<>();
    Path list = work.resolve("samples.csv");
    write(list, asked);
    Path file = work.resolve("samples.db");
    long start = processor();
    new SampleImport(file, Clock.systemUTC()).run(list, "made up", ImportListener.SILENT);
    out.printf(
        Locale.ROOT,
        "%,d samples imported in %.1f s, %.1f MiB%n",
        samples,
        seconds(start),
        Files.size(file) / 1048576.0);
    try (SampleLibrary library = SampleLibrary.open(file)) {
      double all = compareWithAll(library, file, asked);
      for (int limit : LIMITS) {
        times(library, asked, limit);
        tell("the best " + limit, times(library, asked, limit), all);
      }
    }
  }

  private void tell(String what, double[] times, double all) {
    double mean = Arrays.stream(times).average().orElse(0);
    out.printf(
        Locale.ROOT,
        "%d queries for %s: median %.2f ms, mean %.2f ms, 95 of 100 within %.2f ms,"
            + " 99 within %.2f ms, worst %.2f ms; comparing with all %.0f ms, ratio of the means"
            + " %.5f, of the worst %.5f%n",
        times.length,
        what,
        times[times.length / 2],
        mean,
        times[times.length * 95 / 100],
        times[times.length * 99 / 100],
        times[times.length - 1],
        all,
        mean / all,
        times[times.length - 1] / all);
  }

  private static double[] times(SampleLibrary library, List<FuzzyHash> asked, int limit)
      throws IOException {
    double[] times = new double[asked.size()];
    for (int i = 0; i < times.length; i++) {
      long start = processor();
      library.similar(asked.get(i), LEAST_SCORE, limit);
      times[i] = seconds(start) * 1e3;
    }
    Arrays.sort(times);
    return times;
  }

  /** Milliseconds for one query; also checks that it finds as many. */
  private static double compareWithAll(SampleLibrary library, Path file, List<FuzzyHash> asked)
      throws IOException {
    double total = 0;
    for (int i = 0; i < COMPARED; i++) {
      FuzzyHash hash = asked.get(i * asked.size() / COMPARED);
      Comparison comparison = new Comparison(Signature.of(hash));
      int[] found = new int[1];
      long start = processor();
      new LibraryContents(file)
          .tell(
              "",
              (packed, sha256, family, source) ->
                  found[0] +=
                      comparison.score(SignaturePack.unpack(packed)) >= LEAST_SCORE ? 1 : 0);
      total += seconds(start);
      int indexed = library.similar(hash, LEAST_SCORE).size();
      if (indexed != found[0]) {
        throw new IllegalStateException(hash + ": " + indexed + " instead of " + found[0]);
      }
    }
    return total / COMPARED * 1e3;
  }

  /** Samples in families, and what is asked: relatives of some, and as many that have none. */
  private void write(Path list, List<FuzzyHash> asked) throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(list)) {
      int written = 0;
      int each = Math.max(1, samples / (QUERIES / 2));
      while (written < samples) {
        FuzzyHash first = made();
        int size = (int) Math.min(LARGEST_FAMILY, Math.pow(random.nextDouble(), -1.2));
        for (int i = 0; i < size && written < samples; i++) {
          lines.write(edited(first) + ",family-" + written % 1_000 + "\n");
          if (written++ % each == 0) {
            asked.add(edited(first));
          }
        }
      }
    }
    while (asked.size() < QUERIES) {
      asked.add(made());
    }
  }

  private FuzzyHash made() {
    int level = 3 + (int) Math.abs(random.nextGaussian() * 3 + 7) % 20;
    return new FuzzyHash(3L << level, text(32 + random.nextInt(33)), text(16 + random.nextInt(17)));
  }

  private FuzzyHash edited(FuzzyHash hash) {
    return new FuzzyHash(hash.blockSize(), edited(hash.first(), 64), edited(hash.second(), 32));
  }

  /** Up to seven pieces are others, more or fewer. */
  private String edited(String original, int longest) {
    StringBuilder text = new StringBuilder(original);
    for (int i = random.nextInt(8); i > 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, text(1));
        case 1 -> text.deleteCharAt(at);
        default -> text.setCharAt(at, text(1).charAt(0));
      }
    }
    return text.substring(0, Math.min(longest, text.length()));
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
              .charAt(random.nextInt(64)));
    }
    return text.toString();
  }

  private static long processor() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double seconds(long start) {
    return (processor() - start) / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
