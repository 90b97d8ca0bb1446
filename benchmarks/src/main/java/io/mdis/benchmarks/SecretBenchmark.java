package io.mdis.benchmarks;

import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import io.mdis.contracts.ScanResult;
import io.mdis.fixtures.Commands;
import io.mdis.image.LayerBlob;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.image.view.ImageView;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHash;
import io.mdis.secret.detect.SecretRules;
import io.mdis.secret.scan.SecretOptions;
import io.mdis.secret.scan.SecretScanner;
import io.mdis.worker.scan.InMemoryLayerResults;
import io.mdis.worker.scan.LayerResults;
import io.mdis.worker.scan.ScanContext;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The whole secret dimension over a root file system that is one layer and was never seen, in a
 * process that has scanned before, beside what {@code gitleaks dir} and Trivy's secret scanner take
 * for the same files, turn by turn. {@code benchmarks/secret-throughput} makes what it wants.
 */
public final class SecretBenchmark {
  private static final int WARMING = 4;

  private final PrintStream out = System.out;
  private final Path tar;
  private final List<Peer> peers;
  private final int runs;
  private final SecretScanner scanner =
      new SecretScanner(
          new SecretDetector(SecretRules.load(), new SecretHash(new byte[32])),
          SecretOptions.DEFAULT);

  private SecretBenchmark(Path tar, List<Peer> peers, int runs) {
    this.tar = tar;
    this.peers = peers;
    this.runs = runs;
  }

  /** Another scanner; its command is a line for a shell. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Peer(
      String name, double wanted, String command, double[] seconds, double[] processor) {}

  /** Takes the layer's tar, how many runs, and the command of gitleaks and of Trivy, or "". */
  public static void main(String[] arguments) throws Exception {
    int runs = Integer.parseInt(arguments[1]);
    List<Peer> peers = new ArrayList<>();
    for (int i = 2; i < Math.min(4, arguments.length); i++) {
      if (!arguments[i].isEmpty()) {
        peers.add(
            new Peer(
                i == 2 ? "gitleaks" : "trivy",
                i == 2 ? 0.02 : 0.15,
                arguments[i],
                new double[runs],
                new double[runs]));
      }
    }
    new SecretBenchmark(Path.of(arguments[0]), peers, runs).run();
  }

  private void run() throws Exception {
    Path work = Files.createTempDirectory("mdis-secret");
    LayerStore store = new LayerStore(work.resolve("layers"), 8L << 30, LayerLimits.DEFAULT);
    try (Layer layer = store.acquire(blob())) {
      for (int i = 0; i < WARMING; i++) {
        scan(layer, new InMemoryLayerResults());
      }
      double[] never = new double[runs];
      double[] processor = new double[runs];
      double[] shared = new double[runs];
      for (int i = 0; i < runs; i++) {
        for (Peer peer : peers) {
          double before = processorOfChildren();
          peer.seconds()[i] =
              Seconds.of(() -> Commands.run(1200, List.of("sh", "-c", peer.command())));
          peer.processor()[i] = processorOfChildren() - before;
        }
        LayerResults results = new InMemoryLayerResults();
        double before = processor();
        never[i] = Seconds.of(() -> scan(layer, results));
        processor[i] = processor() - before;
        shared[i] = Seconds.of(() -> scan(layer, results));
      }
      tell(scan(layer, new InMemoryLayerResults()), never, processor, shared);
    } finally {
      TemporaryFolders.delete(work);
    }
  }

  private void tell(ScanResult result, double[] never, double[] processor, double[] shared) {
    out.printf(
        Locale.ROOT,
        "layer of %d MiB, heap of %d MiB, median of %d: %.2f s, %.2f s of processor; an image that"
            + " shares the layer %.3f s; %d findings, %s%s%n",
        size() >> 20,
        Runtime.getRuntime().maxMemory() >> 20,
        runs,
        Seconds.median(never),
        Seconds.median(processor),
        Seconds.median(shared),
        result.findings().size(),
        result.status(),
        result.reasons().isEmpty() ? "" : ": " + result.reasons());
    for (Peer peer : peers) {
      double ratio = Seconds.median(never) / Seconds.median(peer.seconds());
      out.printf(
          Locale.ROOT,
          "%s %.2f s: ratio %.4f, wanted %.2f, %s; %.2f s of processor: ratio %.4f%n",
          peer.name(),
          Seconds.median(peer.seconds()),
          ratio,
          peer.wanted(),
          ratio <= peer.wanted() ? "met" : "MISSED",
          Seconds.median(peer.processor()),
          Seconds.median(processor) / Seconds.median(peer.processor()));
    }
  }

  private ScanResult scan(Layer layer, LayerResults results) throws IOException {
    List<Layer> layers = List.of(layer);
    return scanner.scan(
        new ScanContext(
            "benchmark",
            layer.diffId(),
            new Platform("linux", "amd64", null),
            "{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            layers,
            new ImageView(layers),
            results));
  }

  private LayerBlob blob() throws IOException {
    String hash = Commands.run(60, List.of("sha256sum", tar.toString())).substring(0, 64);
    Digest digest = Digest.sha256(hash);
    return new LayerBlob(
        new LayerDescriptor(digest, digest, "application/vnd.oci.image.layer.v1.tar", size()),
        () -> Files.newInputStream(tar));
  }

  private long size() {
    try {
      return Files.size(tar);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Seconds of processor time that this process has used. */
  private static double processor() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  /**
   * The same of the processes that it has waited for: proc(5), cutime and cstime of a stat file.
   */
  private static double processorOfChildren() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
  }
}
