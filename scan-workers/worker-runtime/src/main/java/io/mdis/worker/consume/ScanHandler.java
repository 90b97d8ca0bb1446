package io.mdis.worker.consume;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanResultMessage;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Topics;
import io.mdis.image.ImageException;
import io.mdis.messaging.EventPublisher;
import io.mdis.messaging.RecordInfo;
import io.mdis.worker.judged.FindingCounts;
import io.mdis.worker.scan.ImageScan;
import io.mdis.worker.scan.Scanner;
import io.mdis.worker.store.BoundedText;
import io.mdis.worker.store.ResultStore;
import io.mdis.worker.suppress.FindingDecisions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Scans the image of one message along one dimension, stores the result and says that it did. */
final class ScanHandler {
  private static final Logger LOG = Logger.getLogger(ScanHandler.class);
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);

  /** The message only tells of the result; all reasons are with the stored one. */
  private static final int MOST_REASONS = 20;

  private static final int LONGEST_REASON = 500;

  private static final int MOST_ATTEMPTS = 5;

  private final Scanner scanner;
  private final ImageScans scans;
  private final ResultStore results;
  private final FindingDecisions decisions;
  private final EventPublisher publisher;
  private final ScanMetrics metrics;

  ScanHandler(
      Scanner scanner,
      ImageScans scans,
      ResultStore results,
      FindingDecisions decisions,
      EventPublisher publisher,
      ScanMetrics metrics) {
    this.scanner = scanner;
    this.scans = scans;
    this.results = results;
    this.decisions = decisions;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  /**
   * Skips what has a current result; a repeated message so costs a look-up. A FAILED one is tried
   * once more: whoever sends the image again hopes for better. A deep rescan skips nothing.
   */
  void handle(ImageMessage image, RecordInfo info) throws IOException {
    if (!image.concerns(scanner.dimension())) {
      return;
    }
    if (image.reason() != ImageMessage.Reason.DEEP && isCurrent(image.manifestDigest())) {
      LOG.debugf("%s of %s is current", scanner.dimension(), image.reference());
      return;
    }
    MDC.put("image", image.manifestDigest().toString());
    MDC.put("event", String.valueOf(image.eventId()));
    MDC.put("dimension", scanner.dimension());
    try {
      scan(image);
    } finally {
      MDC.clear();
    }
  }

  private void scan(ImageMessage image) throws IOException {
    Instant start = Instant.now();
    ScanResult result = scans.run(scanner, image);
    keep(image, result);
    metrics.scanned(result, Duration.between(start, Instant.now()));
    LOG.infof(
        "%s of %s: %s, %d findings",
        scanner.dimension(), image.reference(), result.status(), result.findings().size());
  }

  private boolean isCurrent(Digest image) {
    Optional<ScanStatus> status =
        scanner.judgesAnew()
            ? results.currentStatus(image, scanner.dimension(), scanner.version())
            : results.currentStatus(
                image, scanner.dimension(), scanner.version(), scanner.rulesVersion());
    return status.isPresent() && status.get() != ScanStatus.FAILED;
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

  private void keep(ImageMessage image, ScanResult found) throws IOException {
    Instant finished = Instant.now();
    FindingDecisions.Entries entries = decisions.entries();
    ScanResult result = entries.judge(image, found);
    results.store(image.manifestDigest(), result, finished);
    // Who changes entries judges what is stored. What was stored just after that is judged here.
    for (int again = 0; again < MOST_ATTEMPTS && !entries.hold(); again++) {
      entries = decisions.entries();
      result = entries.judge(image, found);
      results.store(image.manifestDigest(), result, finished);
    }
    publisher.publish(
        Topics.SCAN_RESULTS,
        image.manifestDigest().toString(),
        new ScanResultMessage(
            image.manifestDigest(),
            result.dimension(),
            result.status(),
            BoundedText.reasons(result.reasons(), MOST_REASONS, LONGEST_REASON),
            FindingCounts.of(result.findings()),
            FindingCounts.suppressed(result.findings()),
            result.scannerVersion(),
            result.rulesVersion(),
            finished),
        BROKER_PATIENCE);
  }
}
