package io.mdis.measurement.docker;

import io.mdis.measurement.ImageMeasurement;
import io.mdis.measurement.LayerMeasurement;
import io.mdis.measurement.tree.Comparison;
import io.mdis.measurement.tree.FileManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An image on a host beside what it must be.
 *
 * @param expected measured at the registry
 * @param files per-file list of each of its layers; empty when they aren't at hand
 * @param pins of the host's layers as they came; empty when none were kept
 */
public record Verification(
    ImageMeasurement expected, List<FileManifest> files, List<HostPin> pins) {
  private static final int MAX_DIFFERENCES = 100;

  /** The lists are kept as they are. */
  public Verification {
    files = List.copyOf(files);
    pins = List.copyOf(pins);
  }

  /** Every check that fails; empty when the image is what was measured. */
  public List<Breach> of(HostImage found) throws IOException {
    List<Breach> breaches = new ArrayList<>(found.breaches());
    if (!expected.imageId().equals(found.measurement().imageId())) {
      breaches.add(
          new Breach(
              Check.METADATA,
              Breach.IMAGE,
              "image " + found.measurement().imageId() + " instead of " + expected.imageId()));
    }
    int layers = expected.layers().size();
    if (layers != found.layers().size()) {
      breaches.add(
          new Breach(
              Check.METADATA,
              Breach.IMAGE,
              found.layers().size() + " layers instead of " + layers));
    }
    for (int i = 0; i < Math.min(layers, found.layers().size()); i++) {
      layer(i, found.layers().get(i), breaches);
    }
    return breaches;
  }

  private void layer(int number, HostLayer found, List<Breach> breaches) throws IOException {
    LayerMeasurement was = expected.layers().get(number);
    LayerMeasurement is = found.measurement();
    if (!was.metadata().equals(is.metadata())) {
      breaches.add(
          new Breach(
              Check.METADATA,
              number,
              "layer is " + is.metadata().diffId() + " and must be " + was.metadata().diffId()));
    }
    if (!was.files().equals(is.files())) {
      breaches.add(files(number, was, found));
    }
    if (number < pins.size()) {
      for (String change : found.pin().changesSince(pins.get(number))) {
        breaches.add(new Breach(Check.PIN, number, change));
      }
    }
  }

  private Breach files(int number, LayerMeasurement was, HostLayer found) throws IOException {
    String message = "files are " + found.measurement().files() + " and must be " + was.files();
    if (number >= files.size()) {
      return new Breach(Check.FILES, number, message);
    }
    Comparison comparison =
        Comparison.of(files.get(number), found.tree().manifest(), MAX_DIFFERENCES);
    return new Breach(
        Check.FILES,
        number,
        comparison.total() + " files differ; " + message,
        comparison.differences());
  }
}
