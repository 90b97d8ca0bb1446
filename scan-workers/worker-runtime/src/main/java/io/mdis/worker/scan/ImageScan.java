package io.mdis.worker.scan;

import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.image.ImageException;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerStore;
import io.mdis.image.view.ImageView;
import java.io.IOException;
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
   * Scans. A failure that may pass by itself is thrown; every other is a FAILED result.
   *
   * @throws ImageException whose problem is retryable
   */
  public ScanResult run(
      Scanner scanner, ImageSource source, LayerStore store, LayerResults layerResults)
      throws IOException {
    List<Layer> layers = new ArrayList<>();
    List<ScanReason> leftOut = new ArrayList<>();
    try {
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
                  List.copyOf(layers),
                  new ImageView(layers),
                  layerResults));
      return leftOut.isEmpty() ? result : without(leftOut, result);
    } catch (ImageException e) {
      if (e.problem().retryable()) {
        throw e;
      }
      return failed(scanner, e.problem().code(), source.name() + ": " + e.getMessage());
    } catch (RuntimeException e) {
      return failed(
          scanner, "scanner.failed", source.name() + ": " + scanner.dimension() + ": " + e);
    } finally {
      layers.forEach(Layer::close);
    }
  }

  /** A result that says that nothing can be said about the image. */
  public static ScanResult failed(Scanner scanner, String code, String message) {
    return new ScanResult(
        scanner.dimension(),
        ScanStatus.FAILED,
        List.of(new ScanReason(code, message)),
        scanner.version(),
        scanner.rulesVersion(),
        List.of(),
        Map.of());
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
