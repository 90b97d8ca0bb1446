package io.mdis.worker.consume;

import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanResultMessage;
import io.mdis.contracts.Topics;
import io.mdis.image.ImageException;
import io.mdis.image.ImageSource;
import io.mdis.image.layer.LayerStore;
import io.mdis.messaging.EventPublisher;
import io.mdis.messaging.RecordInfo;
import io.mdis.worker.scan.ImageScan;
import io.mdis.worker.scan.LayerResults;
import io.mdis.worker.scan.Scanner;
import io.mdis.worker.store.ResultStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Scans the image of one message along one dimension, stores the result and says that it did. */
final class ScanHandler {
  private static final Logger LOG = Logger.getLogger(ScanHandler.class);
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);

  private final Scanner scanner;
  private final ImageSources sources;
  private final LayerStore layers;
  private final LayerResults layerResults;
  private final ResultStore results;
  private final EventPublisher publisher;
  private final ScanMetrics metrics;

  ScanHandler(
      Scanner scanner,
      ImageSources sources,
      LayerStore layers,
      LayerResults layerResults,
      ResultStore results,
      EventPublisher publisher,
      ScanMetrics metrics) {
    this.scanner = scanner;
    this.sources = sources;
    this.layers = layers;
    this.layerResults = layerResults;
    this.results = results;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  /** Skips what has a current result; a repeated message so costs a look-up. */
  void handle(ImageMessage image, RecordInfo info) throws IOException {
    if (results.isCurrent(
        image.manifestDigest(), scanner.dimension(), scanner.version(), scanner.rulesVersion())) {
      LOG.debugf("%s of %s is current", scanner.dimension(), image.reference());
      return;
    }
    Instant start = Instant.now();
    ScanResult result = scan(image);
    keep(image, result);
    metrics.scanned(result, Duration.between(start, Instant.now()));
    LOG.infof(
        "%s of %s: %s, %d findings",
        scanner.dimension(), image.reference(), result.status(), result.findings().size());
  }

  /** An image that was given up on has a FAILED result, so that everybody sees it. */
  void gaveUp(ImageMessage image, RecordInfo info, Exception failure) throws IOException {
    String code = failure instanceof ImageException known ? known.problem().code() : "scan.gave-up";
    String message =
        image.reference() + " after " + info.attempt() + " attempts: " + failure.getMessage();
    ScanResult result = ImageScan.failed(scanner, code, message);
    keep(image, result);
    metrics.scanned(result, Duration.ZERO);
  }

  private ScanResult scan(ImageMessage image) throws IOException {
    try (ImageSource source = sources.open(image)) {
      return new ImageScan().run(scanner, source, layers, layerResults);
    } catch (ImageException e) {
      if (e.problem().retryable()) {
        throw e;
      }
      return ImageScan.failed(
          scanner, e.problem().code(), image.reference() + ": " + e.getMessage());
    }
  }

  private void keep(ImageMessage image, ScanResult result) throws IOException {
    Instant finished = Instant.now();
    results.store(image.manifestDigest(), result, finished);
    publisher.publish(
        Topics.SCAN_RESULTS,
        image.manifestDigest().toString(),
        new ScanResultMessage(
            image.manifestDigest(),
            result.dimension(),
            result.status(),
            result.reasons(),
            ResultCounts.of(result),
            result.scannerVersion(),
            result.rulesVersion(),
            finished),
        BROKER_PATIENCE);
  }
}
