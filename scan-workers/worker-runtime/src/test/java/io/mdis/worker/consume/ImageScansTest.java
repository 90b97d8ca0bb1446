package io.mdis.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.worker.FakeScanner;
import io.mdis.worker.FakeSource;
import io.mdis.worker.Messages;
import io.mdis.worker.scan.InMemoryLayerResults;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageScansTest {
  private static final ImageMessage IMAGE = Messages.image("app");
  private static final FakeScanner FINE =
      FakeScanner.of(context -> FakeScanner.result(ScanStatus.SUCCEEDED, "rules-1"));

  @TempDir Path directory;

  private ImageScans scans(ImageSources sources, Duration limit) throws IOException {
    LayerStore layers = new LayerStore(directory, 1 << 20, LayerLimits.DEFAULT);
    return new ImageScans(sources, layers, new InMemoryLayerResults(), limit);
  }

  private static ImageSources throwing(ImageProblem problem) {
    return image -> {
      throw new ImageException(problem, "the reason");
    };
  }

  private static void assertFailed(ScanResult result, String code) {
    assertThat(result.status()).isEqualTo(ScanStatus.FAILED);
    assertThat(result.reasons()).extracting(ScanReason::code).containsExactly(code);
    assertThat(result.reasons().getFirst().message()).startsWith(IMAGE.reference());
  }

  @Test
  void scansWhatTheMessageNames() throws IOException {
    ScanResult result = scans(image -> FakeSource.of(), Duration.ofHours(1)).run(FINE, IMAGE);
    assertThat(result.status()).isEqualTo(ScanStatus.SUCCEEDED);
  }

  @Test
  void anImageThatIsNotThereFails() throws IOException {
    assertFailed(
        scans(throwing(ImageProblem.NOT_FOUND), Duration.ofHours(1)).run(FINE, IMAGE),
        "registry.not-found");
  }

  @Test
  void aRegistryThatIsAwayIsThrown() {
    assertThatThrownBy(
            () -> scans(throwing(ImageProblem.UNAVAILABLE), Duration.ofHours(1)).run(FINE, IMAGE))
        .hasMessage("the reason");
  }

  @Test
  void aScanThatTakesTooLongIsStopped() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    FakeScanner slow =
        FakeScanner.of(
            context -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
              }
              return null;
            });
    ScanResult result = scans(image -> FakeSource.of(), Duration.ofMillis(50)).run(slow, IMAGE);
    assertFailed(result, "scan.timeout");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aWorkerThatStopsIsNoTimeout() {
    FakeScanner stopped =
        FakeScanner.of(
            context -> {
              Thread.currentThread().interrupt();
              throw new InterruptedIOException("stopped");
            });
    assertThatThrownBy(
            () -> scans(image -> FakeSource.of(), Duration.ofHours(1)).run(stopped, IMAGE))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
