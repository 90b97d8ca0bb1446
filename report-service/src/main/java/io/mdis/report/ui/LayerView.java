package io.mdis.report.ui;

import io.mdis.contracts.LayerDescriptor;
import io.mdis.report.query.ImageRecord;
import io.mdis.report.query.LayerFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One layer on a page.
 *
 * @param number from 1, the base
 * @param digest of the blob
 * @param diffId of the uncompressed tar
 * @param size bytes as stored
 * @param counts findings that it brought, worst severity first
 * @param step instruction that made it; empty when no finding tells
 */
public record LayerView(
    int number, String digest, String diffId, String size, List<CountView> counts, String step) {

  /** The layers of an image, from the base upwards. */
  static List<LayerView> of(ImageRecord image, LayerFindings found) {
    List<LayerView> views = new ArrayList<>();
    for (LayerDescriptor layer : image.layers()) {
      views.add(
          new LayerView(
              views.size() + 1,
              String.valueOf(layer.digest()),
              String.valueOf(layer.diffId()),
              String.format(Locale.ROOT, "%,d", layer.size()),
              layer.diffId() == null ? List.of() : CountView.of(found.of(layer.diffId())),
              layer.diffId() == null ? "" : found.steps().getOrDefault(layer.diffId(), "")));
    }
    return views;
  }

  /** Enough of the diffID to tell layers apart by eye. */
  public String shortDiffId() {
    return ShortDigest.text(diffId);
  }
}
