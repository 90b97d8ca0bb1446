package io.mdis.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.GeneratedTar;
import io.mdis.image.LayerBlob;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.secret.corpus.Shapes;
import io.mdis.secret.detect.FileSecrets;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHash;
import io.mdis.secret.detect.SecretRules;
import io.mdis.secret.detect.SecretSource;
import io.mdis.worker.scan.ImageScan;
import io.mdis.worker.scan.InMemoryLayerResults;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images made to make a scan slow, large or silent; {@code benchmarks} has them at full size. */
class HostileShapesTest {
  private static final SecretDetector DETECTOR =
      new SecretDetector(SecretRules.load(), new SecretHash(new byte[32]));
  private static final SecretScanner SCANNER = new SecretScanner(DETECTOR, SecretOptions.DEFAULT);
  private static final String MINIFIED =
      "function e(t){return n.token||r(\"password\")},i={api_key:o,secret:a.secret,url:\"https://\"+s};";

  @TempDir Path folder;
  private final Shapes shapes = new Shapes(17);

  @Test
  void aLongLineNeedsNoMoreMemoryThanAShortOne() throws IOException {
    byte[] piece = MINIFIED.repeat(500).getBytes(StandardCharsets.US_ASCII);
    allocated(piece, 20);
    long once = allocated(piece, 20);
    long tenTimes = allocated(piece, 200);
    // What patterns look at is bounded for a file, and only that is copied.
    assertThat(tenTimes).isLessThan(once + (160L << 20));
  }

  @Test
  void aSecretAtTheEndOfALongLineIsFound() throws IOException {
    String secret = shapes.write("\";t=\"<github ghp>\"");
    InputStream line =
        new SequenceInputStream(
            repeated("var a=b(c,d)+e[1];".repeat(1000).getBytes(StandardCharsets.US_ASCII), 400),
            new java.io.ByteArrayInputStream(secret.getBytes(StandardCharsets.US_ASCII)));
    FileSecrets found = DETECTOR.find(line, SecretSource.text("srv/app.min.js"));
    assertThat(found.hits()).extracting(hit -> hit.rule()).containsExactly("github-pat");
    assertThat(found.bounds()).isEmpty();
  }

  @Test
  void aFileOfNothingButSecretsIsBoundedAndSaysSo() throws IOException {
    byte[] many = tokens(2_000);
    ScanResult result = scan(1, i -> file("srv/keys.txt", 4 << 20, many));
    assertThat(result.findings()).hasSize(100);
    assertThat(result.status()).isEqualTo(ScanStatus.PARTIAL);
    assertThat(result.reasons())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.code()).isEqualTo("limit.findings");
              assertThat(reason.message()).contains("srv/keys.txt");
            });
  }

  @Test
  void aLayerOfSuchFilesIsBoundedAndSaysSo() throws IOException {
    byte[] many = tokens(110);
    byte[] grave = shapes.write("k=<github ghp>\n").getBytes(StandardCharsets.US_ASCII);
    IntFunction<GeneratedTar.File> files =
        i ->
            i == 499
                ? file("zzz/last.env", grave.length, grave)
                : file("srv/" + i + ".txt", many.length, many);
    ScanResult result = scan(500, files);
    assertThat(result.findings()).hasSizeBetween(9_900, LayerGathering.MAX_FINDINGS);
    assertThat(result.reasons())
        .extracting(ScanReason::code)
        .contains("limit.files", "limit.reasons");
    assertThat(result.reasons()).hasSizeLessThan(110);
    ScanResult again = scan(500, files);
    assertThat(again.findings()).isEqualTo(result.findings());
    assertThat(again.reasons()).isEqualTo(result.reasons());
  }

  @Test
  void theGravestOfTooManyAreTold() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append(shapes.write("password=<pw 14>\n"));
    }
    byte[] lesser = text.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] grave = shapes.write("k=<github ghp>\n").getBytes(StandardCharsets.US_ASCII);
    ScanResult result =
        scan(
            150,
            i ->
                i == 149
                    ? file("zzz/last.env", grave.length, grave)
                    : file("srv/" + i + ".conf", lesser.length, lesser));
    assertThat(result.findings())
        .filteredOn(finding -> finding.severity() == Severity.CRITICAL)
        .extracting(Finding::path)
        .containsExactly("zzz/last.env");
  }

  @Test
  void manySmallFilesAreAllLookedAt() throws IOException {
    byte[] nothing = "a=1\n".getBytes(StandardCharsets.US_ASCII);
    byte[] secret = shapes.write("k=<github ghp>\n").getBytes(StandardCharsets.US_ASCII);
    ScanResult result =
        scan(
            20_000,
            i ->
                file(
                    "f/" + i % 100 + "/" + i,
                    i == 19_999 ? secret.length : nothing.length,
                    i == 19_999 ? secret : nothing));
    assertThat(result.status()).isEqualTo(ScanStatus.SUCCEEDED);
    assertThat(result.findings()).extracting(Finding::path).containsExactly("f/99/19999");
  }

  private byte[] tokens(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(shapes.write("<github ghp>\n"));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static GeneratedTar.File file(String name, long size, byte[] pattern) {
    return new GeneratedTar.File(name, size, pattern);
  }

  private ScanResult scan(int count, IntFunction<GeneratedTar.File> files) throws IOException {
    LayerBlob.Content tar =
        () -> new GeneratedTar(IntStream.range(0, count).mapToObj(files).iterator());
    byte[] bytes;
    try (InputStream in = tar.open()) {
      bytes = in.readAllBytes();
    }
    var digest = CraftedImage.digest(bytes);
    LayerBlob layer =
        new LayerBlob(
            new LayerDescriptor(
                digest, digest, "application/vnd.oci.image.layer.v1.tar", bytes.length),
            tar);
    LayerStore store = new LayerStore(folder, 4L << 30, LayerLimits.DEFAULT);
    return new ImageScan()
        .run(SCANNER, new TestImage("{}", List.of(layer)), store, new InMemoryLayerResults());
  }

  private static long allocated(byte[] piece, int times) throws IOException {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    FileSecrets found = DETECTOR.find(repeated(piece, times), SecretSource.text("srv/app.js"));
    assertThat(found.hits()).isEmpty();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static InputStream repeated(byte[] piece, int times) {
    return new SequenceInputStream(
        Collections.enumeration(
            Collections.nCopies(times, piece).stream()
                .<InputStream>map(java.io.ByteArrayInputStream::new)
                .toList()));
  }
}
