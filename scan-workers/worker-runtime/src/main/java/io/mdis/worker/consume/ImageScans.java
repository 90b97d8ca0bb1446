package io.mdis.worker.consume;

import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ScanResult;
import io.mdis.image.ImageException;
import io.mdis.image.ImageSource;
import io.mdis.image.layer.LayerStore;
import io.mdis.worker.scan.ImageScan;
import io.mdis.worker.scan.LayerResults;
import io.mdis.worker.scan.Scanner;
import java.io.IOException;
import java.time.Duration;

/**
 * Scans the image that a message names, for as long as one scan may take.
 *
 * @param sources where images come from
 * @param layers that were fetched
 * @param layerResults remembered
 * @param limit of one scan, with the fetching of its layers
 */
record ImageScans(
    ImageSources sources, LayerStore layers, LayerResults layerResults, Duration limit) {

  /**
   * The result; FAILED when the image can't be had or takes too long.
   *
   * @throws IOException when the same scan may succeed later
   */
  ScanResult run(Scanner scanner, ImageMessage image) throws IOException {
    try (Deadline deadline = new Deadline(limit)) {
      try (ImageSource source = sources.open(image)) {
        return new ImageScan().run(scanner, source, layers, usable(image));
      } catch (IOException e) {
        return judged(scanner, image, deadline, e);
      }
    }
  }

  /**
   * What a deep rescan wants is that layers are read again: once, however many images share one.
   */
  private LayerResults usable(ImageMessage image) {
    return image.reason() == ImageMessage.Reason.DEEP
        ? layerResults.since(image.requestedAt())
        : layerResults;
  }

  private ScanResult judged(
      Scanner scanner, ImageMessage image, Deadline deadline, IOException failure)
      throws IOException {
    if (deadline.passed()) {
      return ImageScan.failed(
          scanner,
          "scan.timeout",
          image.reference()
              + ": stopped after "
              + limit
              + ", the most that a scan may take (mdis.worker.scan-time-limit)");
    }
    if (failure instanceof ImageException known && !known.problem().retryable()) {
      return ImageScan.failed(
          scanner, known.problem().code(), image.reference() + ": " + known.getMessage());
    }
    throw failure;
  }
}
