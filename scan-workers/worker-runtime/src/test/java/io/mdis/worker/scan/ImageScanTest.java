package io.mdis.worker.scan;

import static io.mdis.worker.FakeScanner.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.fixtures.TarWriter;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.LayerBlob;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.worker.FakeScanner;
import io.mdis.worker.FakeSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageScanTest {
  @TempDir Path directory;
  private LayerStore store;

  @BeforeEach
  void openStore() throws IOException {
    store = new LayerStore(directory, 1 << 20, LayerLimits.DEFAULT);
  }

  private ScanResult run(FakeScanner.Look look, LayerBlob... layers) throws IOException {
    return run(FakeScanner.of(look), layers);
  }

  private ScanResult run(Scanner scanner, LayerBlob... layers) throws IOException {
    return new ImageScan().run(scanner, FakeSource.of(layers), store, new InMemoryLayerResults());
  }

  private static LayerBlob layer() {
    return FakeSource.layer(new TarWriter().file("etc/issue", "hello").bytes());
  }

  private static String code(ScanResult failed) {
    assertThat(failed.status()).isEqualTo(ScanStatus.FAILED);
    assertThat(failed.findings()).isEmpty();
    return failed.reasons().stream().map(ScanReason::code).findFirst().orElseThrow();
  }

  @Test
  void givesTheScannerTheLayersThatItNeeds() throws IOException {
    ScanResult seen =
        run(
            context -> {
              assertThat(context.layers()).hasSize(1);
              return result(ScanStatus.SUCCEEDED, "rules-1", "X-1");
            },
            layer());
    assertThat(seen.findings()).hasSize(1);
  }

  @Test
  void fetchesNoLayerForTheConfigurationAlone() throws IOException {
    LayerBlob unreachable =
        new LayerBlob(
            layer().descriptor(),
            () -> {
              throw new IOException("nobody should ask for it");
            });
    Scanner scanner =
        new FakeScanner(
            "test",
            "rules-1",
            Scanner.Needs.IMAGE_CONFIG,
            false,
            context -> result(ScanStatus.SUCCEEDED, "rules-1"));
    assertThat(run(scanner, unreachable).status()).isEqualTo(ScanStatus.SUCCEEDED);
  }

  @Test
  void aForeignLayerMakesItPartial() throws IOException {
    ScanResult seen =
        run(
            context -> result(ScanStatus.SUCCEEDED, "rules-1", "X-1"),
            FakeSource.foreignLayer(),
            layer());
    assertThat(seen.status()).isEqualTo(ScanStatus.PARTIAL);
    assertThat(seen.reasons()).extracting(ScanReason::code).containsExactly("layer.foreign");
    assertThat(seen.findings()).hasSize(1);
  }

  @Test
  void aForeignLayerLeavesAFailureAFailure() throws IOException {
    ScanResult seen =
        run(context -> result(ScanStatus.FAILED, "rules-1"), FakeSource.foreignLayer());
    assertThat(seen.status()).isEqualTo(ScanStatus.FAILED);
    assertThat(seen.reasons())
        .extracting(ScanReason::code)
        .containsExactly("test.reason", "layer.foreign");
  }

  @Test
  void aWrongDiffIdFails() throws IOException {
    LayerBlob good = layer();
    LayerDescriptor lies =
        new LayerDescriptor(
            good.descriptor().digest(),
            FakeSource.digestOf("another"),
            good.descriptor().mediaType(),
            good.descriptor().size());
    ScanResult seen =
        run(
            context -> result(ScanStatus.SUCCEEDED, "rules-1"),
            new LayerBlob(lies, good.content()));
    assertThat(code(seen)).isEqualTo("layer.diff-id-mismatch");
  }

  @Test
  void whatTheScannerCannotReadFails() throws IOException {
    ScanResult seen =
        run(
            context -> {
              throw new ImageException(ImageProblem.MALFORMED_LAYER, "torn");
            });
    assertThat(code(seen)).isEqualTo("layer.malformed");
    assertThat(seen.reasons().getFirst().message()).isEqualTo("registry.test/app:1: torn");
  }

  @Test
  void whatMayPassByItselfIsThrown() {
    assertThatThrownBy(
            () ->
                run(
                    context -> {
                      throw new UncheckedIOException(
                          new ImageException(ImageProblem.UNAVAILABLE, "away"));
                    }))
        .isInstanceOf(ImageException.class)
        .hasMessage("away");
  }

  @Test
  void aBrokenScannerFails() throws IOException {
    assertThat(code(run(context -> null))).isEqualTo("scanner.failed");
    assertThat(
            code(
                run(
                    context -> {
                      throw new IllegalStateException("oops");
                    })))
        .isEqualTo("scanner.failed");
    assertThat(
            code(
                run(
                    context -> {
                      throw new StackOverflowError();
                    })))
        .isEqualTo("scanner.failed");
    assertThat(
            code(
                run(
                    context ->
                        new ScanResult(
                            "other",
                            ScanStatus.SUCCEEDED,
                            List.of(),
                            "1",
                            "1",
                            List.of(),
                            java.util.Map.of()))))
        .isEqualTo("scanner.failed");
  }

  @Test
  void whatAStoppedScannerThrowsSaysNothingAboutTheImage() {
    assertThatThrownBy(
            () ->
                run(
                    context -> {
                      Thread.currentThread().interrupt();
                      throw new IllegalStateException("stopped");
                    }))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
