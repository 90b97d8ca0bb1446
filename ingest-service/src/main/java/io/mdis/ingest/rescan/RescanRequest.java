package io.mdis.ingest.rescan;

import io.mdis.contracts.ImageMessage;
import java.util.List;

/**
 * What somebody wants scanned again.
 *
 * @param images which of the stored ones
 * @param reason RESCAN for those without a current result, DEEP for all of them
 * @param dimensions to scan along, sorted; every one when there are none
 */
public record RescanRequest(
    ImageSelection images, ImageMessage.Reason reason, List<String> dimensions) {

  /** Sorts the dimensions, so that the same wish is the same text. */
  public RescanRequest {
    if (reason != ImageMessage.Reason.RESCAN && reason != ImageMessage.Reason.DEEP) {
      throw new IllegalArgumentException("no reason to scan again: " + reason);
    }
    dimensions = dimensions.stream().distinct().sorted().toList();
  }

  /** Tells requests apart: two with the same key want the same. */
  public String key() {
    return reason + " " + String.join(",", dimensions) + " " + images.key();
  }
}
