package io.mdis.worker.scan;

import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.image.ImageException;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import io.mdis.image.layer.LayerStore;
import io.mdis.image.view.ImageView;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One scan of one image: gets the layers that the scanner needs, lets it look, and turns what goes
 * wrong into a status with a reason.
 */
public final class ImageScan {

  /**
   * Scans. A failure that may pass by itself is thrown; every other is a FAILED result, also one
   * that only shows that the scanner is broken.
   *
   * @throws IOException when the same scan may succeed later, or was interrupted
   */
  public ScanResult run(
      Scanner scanner, ImageSource source, LayerStore store, LayerResults layerResults)
      throws IOException {
    try {
      return checked(scanner, source, look(scanner, source, store, layerResults));
    } catch (IOException e) {
      return judged(scanner, source, e);
    } catch (UncheckedIOException e) {
      return judged(scanner, source, e.getCause());
    } catch (RuntimeException | Error e) {
      if (Thread.currentThread().isInterrupted()) {
        // What a stopped scanner throws says nothing about the image.
        InterruptedIOException stopped = new InterruptedIOException("interrupted: " + e);
        stopped.initCause(e);
        throw stopped;
      }
      return broken(scanner, source, e.toString());
    }
  }

  private static ScanResult look(
      Scanner scanner, ImageSource source, LayerStore store, LayerResults layerResults)
      throws IOException {
    List<ScanReason> leftOut = new ArrayList<>();
    try (OpenLayers layers = new OpenLayers()) {
      if (scanner.needs() != Scanner.Needs.IMAGE_CONFIG) {
        for (LayerBlob blob : source.layers()) {
          if (foreign(blob)) {
            leftOut.add(
                new ScanReason(
                    "layer.foreign",
                    "layer "
                        + blob.descriptor().digest()
                        + " is not distributed with the image and was not looked at"));
          } else {
            layers.add(store.acquire(blob));
          }
        }
      }
      ScanResult result =
          scanner.scan(
              new ScanContext(
                  source.name(),
                  source.digest(),
                  source.platform(),
                  source.config(),
                  layers.all(),
                  new ImageView(layers.all()),
                  layerResults));
      return leftOut.isEmpty() || result == null ? result : without(leftOut, result);
    }
  }

  /** A result that says that nothing can be said about the image. */
  public static ScanResult failed(Scanner scanner, String code, String message) {
    return new ScanResult(
        scanner.dimension(),
        ScanStatus.FAILED,
        List.of(new ScanReason(code, message)),
        scanner.version(),
        rulesOf(scanner),
        List.of(),
        Map.of());
  }

  private static String rulesOf(Scanner scanner) {
    try {
      return String.valueOf(scanner.rulesVersion());
    } catch (RuntimeException e) {
      return "unknown"; // Rules that can't even be named are often why the scan failed.
    }
  }

  private static ScanResult judged(Scanner scanner, ImageSource source, IOException e)
      throws IOException {
    if (e instanceof ImageException known && !known.problem().retryable()) {
      return failed(scanner, known.problem().code(), source.name() + ": " + e.getMessage());
    }
    throw e;
  }

  private static ScanResult checked(Scanner scanner, ImageSource source, ScanResult result) {
    if (result == null) {
      return broken(scanner, source, "it returned nothing");
    }
    if (!result.dimension().equals(scanner.dimension())) {
      return broken(scanner, source, "it returned a result of " + result.dimension());
    }
    return result;
  }

  private static ScanResult broken(Scanner scanner, ImageSource source, String what) {
    return failed(
        scanner,
        "scanner.failed",
        source.name() + ": the scanner " + scanner.dimension() + " is at fault: " + what);
  }

  private static boolean foreign(LayerBlob blob) {
    String type = String.valueOf(blob.descriptor().mediaType()).toLowerCase(Locale.ROOT);
    return type.contains("foreign") || type.contains("nondistributable");
  }

  private static ScanResult without(List<ScanReason> leftOut, ScanResult result) {
    List<ScanReason> reasons = new ArrayList<>(result.reasons());
    reasons.addAll(leftOut);
    ScanStatus status =
        result.status() == ScanStatus.SUCCEEDED ? ScanStatus.PARTIAL : result.status();
    return new ScanResult(
        result.dimension(),
        status,
        reasons,
        result.scannerVersion(),
        result.rulesVersion(),
        result.findings(),
        result.facts());
  }
}
