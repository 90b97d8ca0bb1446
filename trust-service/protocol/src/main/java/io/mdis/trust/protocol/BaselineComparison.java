package io.mdis.trust.protocol;

import io.mdis.contracts.Digest;
import java.util.ArrayList;
import java.util.List;

/** An image as measured on a host beside its baseline: the same for service and host. */
public final class BaselineComparison {
  private BaselineComparison() {}

  /** Every breach of a request, at most {@link Breach#MOST}; empty when the image is as it must. */
  public static List<Breach> of(Baseline baseline, VerifyRequest request) {
    return of(baseline, request.imageId(), request.image(), request.breaches());
  }

  /**
   * Every breach, at most {@link Breach#MOST}; empty when the image is as it must be.
   *
   * @param imageId that is to be started
   * @param image as measured
   * @param found breaches that the host found without any baseline
   */
  public static List<Breach> of(
      Baseline baseline, Digest imageId, MeasuredImage image, List<Breach> found) {
    List<Breach> breaches = new ArrayList<>(found);
    MeasuredImage must = baseline.image();
    if (!must.imageId().equals(imageId) || !must.imageId().equals(image.imageId())) {
      breaches.add(image("configuration", must.imageId(), image.imageId()));
    }
    int layers = must.layers().size();
    if (layers != image.layers().size()) {
      breaches.add(image("number of layers", layers, image.layers().size()));
    }
    for (int i = 0; i < Math.min(layers, image.layers().size()); i++) {
      layer(i, must.layers().get(i), image.layers().get(i), breaches);
    }
    if (breaches.isEmpty() && !must.trust().equals(image.trust())) {
      // Can't be, as the value follows from the rest; a mistake here must not pass as trusted.
      breaches.add(image("trust value", must.trust(), image.trust()));
    }
    return breaches.size() > Breach.MOST ? List.copyOf(breaches.subList(0, Breach.MOST)) : breaches;
  }

  private static void layer(
      int number, MeasuredLayer must, MeasuredLayer is, List<Breach> breaches) {
    if (!must.diffId().equals(is.diffId()) || !must.chainId().equals(is.chainId())) {
      breaches.add(
          new Breach(
              Breach.METADATA,
              number,
              must.diffId(),
              null,
              must.diffId().toString(),
              is.diffId().toString(),
              "layer " + number + " is " + is.diffId() + " and must be " + must.diffId()));
    }
    if (!must.files().equals(is.files())) {
      breaches.add(
          new Breach(
              Breach.FILES,
              number,
              must.diffId(),
              null,
              must.files().hex(),
              is.files().hex(),
              "the files of layer "
                  + number
                  + " ("
                  + must.diffId().hex().substring(0, 12)
                  + ") differ from those that were pushed"));
    }
  }

  private static Breach image(String what, Object expected, Object found) {
    return new Breach(
        Breach.METADATA,
        Breach.IMAGE,
        null,
        null,
        expected.toString(),
        found.toString(),
        "the image's " + what + " is " + found + " and must be " + expected);
  }
}
