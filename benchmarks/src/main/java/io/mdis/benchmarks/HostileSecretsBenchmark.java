package io.mdis.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.fixtures.GeneratedTar;
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
import io.mdis.worker.scan.ScanContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The secret dimension over images made to be hard, written while they are read: one line of 160
 * MiB, a file of nothing but secrets, a layer of such files, ten million small files in layers of
 * 1.7 million. Tells the time, beside hashing the same bytes, what the result says, and the heap.
 */
public final class HostileSecretsBenchmark {
  private static final int LAYER_FILES = 1_700_000;
  private static final Set<String> YOUNG = Set.of("G1 Eden Space", "Eden Space");

  private final PrintStream out = System.out;
  private final AtomicLong live = new AtomicLong();
  private final SecretScanner scanner =
      new SecretScanner(
          new SecretDetector(SecretRules.load(), new SecretHash(new byte[32])),
          SecretOptions.DEFAULT);

  private HostileSecretsBenchmark() {}

  /** Takes how many small files there are (10,000,000). */
  public static void main(String[] arguments) throws Exception {
    int files = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
    HostileSecretsBenchmark benchmark = new HostileSecretsBenchmark();
    benchmark.watchCollections();
    byte[] code =
        "function e(t){return n.token||r(\"password\")},i={api_key:o,secret:a.secret,url:\"https://\"+s};"
            .repeat(700)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] secrets = secrets(1_000);
    byte[] small = "name=value\n".getBytes(StandardCharsets.US_ASCII);
    benchmark.measure("one line of 160 MiB", 1, i -> file("srv/app.js", 160L << 20, code));
    benchmark.measure(
        "a file of 160 MiB of nothing but secrets", 1, i -> file("srv/a.env", 160L << 20, secrets));
    benchmark.measure(
        "20,000 files of nothing but secrets",
        20_000,
        i -> file("srv/" + i + ".env", secrets.length, secrets));
    benchmark.measure(
        String.format(Locale.ROOT, "%,d small files", files),
        files,
        i -> file("f/" + i % 1000 + "/" + i, small.length, small));
  }

  private static GeneratedTar.File file(String name, long size, byte[] pattern) {
    return new GeneratedTar.File(name, size, pattern);
  }

  /** Lines with passwords that differ, and are none of anybody's. */
  private static byte[] secrets(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      byte[] hash = sha256().digest(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
      text.append("DB_PASSWORD=").append(HexFormat.of().formatHex(hash, 0, 12)).append("qZ!\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void measure(String what, int count, IntFunction<GeneratedTar.File> files)
      throws Exception {
    Path work = Files.createTempDirectory("mdis-hostile");
    LayerStore store = new LayerStore(work, 64L << 30, LayerLimits.DEFAULT);
    List<Layer> layers = new ArrayList<>();
    try {
      long start = System.nanoTime();
      List<LayerBlob> blobs = new ArrayList<>();
      for (int from = 0; from < count; from += LAYER_FILES) {
        blobs.add(blob(from, Math.min(count, from + LAYER_FILES), files));
      }
      double hashed = (System.nanoTime() - start) / 1e9;
      for (LayerBlob blob : blobs) {
        layers.add(store.acquire(blob));
      }
      System.gc();
      live.set(0);
      start = System.nanoTime();
      ScanResult result = scan(layers);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.gc();
      tell(what, hashed, seconds, result);
    } finally {
      layers.forEach(Layer::close);
      TemporaryFolders.delete(work);
    }
  }

  private void tell(String what, double hashed, double seconds, ScanResult result) {
    Map<String, Long> reasons =
        result.reasons().stream()
            .collect(Collectors.groupingBy(ScanReason::code, TreeMap::new, Collectors.counting()));
    out.printf(
        Locale.ROOT,
        "%s: %.1f s, beside writing and hashing it %.1f s: ratio %.2f; %s %s, %d findings; at most"
            + " %d MiB live after a collection, heap of %d MiB%n",
        what,
        seconds,
        hashed,
        seconds / hashed,
        result.status(),
        reasons,
        result.findings().size(),
        live.get() >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  private ScanResult scan(List<Layer> layers) throws IOException {
    return scanner.scan(
        new ScanContext(
            "benchmark",
            layers.getFirst().diffId(),
            new Platform("linux", "amd64", null),
            "{}".getBytes(StandardCharsets.US_ASCII),
            layers,
            new ImageView(layers),
            new InMemoryLayerResults()));
  }

  private static LayerBlob blob(int from, int to, IntFunction<GeneratedTar.File> files)
      throws IOException {
    LayerBlob.Content tar =
        () -> new GeneratedTar(IntStream.range(from, to).mapToObj(files).iterator());
    MessageDigest sha = sha256();
    long size;
    try (InputStream in = new DigestInputStream(tar.open(), sha)) {
      size = in.transferTo(OutputStream.nullOutputStream());
    }
    Digest digest = Digest.sha256(HexFormat.of().formatHex(sha.digest()));
    return new LayerBlob(
        new LayerDescriptor(digest, digest, "application/vnd.oci.image.layer.v1.tar", size), tar);
  }

  /** Remembers the most that was live after a collection. */
  private void watchCollections() {
    Set<String> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && !YOUNG.contains(pool.getName()))
            .map(pool -> pool.getName())
            .collect(Collectors.toSet());
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) -> {
                Map<String, MemoryUsage> after =
                    GarbageCollectionNotificationInfo.from(
                            (CompositeData) notification.getUserData())
                        .getGcInfo()
                        .getMemoryUsageAfterGc();
                long used = heap.stream().mapToLong(name -> after.get(name).getUsed()).sum();
                live.accumulateAndGet(used, Math::max);
              },
              null,
              null);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
