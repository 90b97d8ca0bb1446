package io.mdis.trust;

import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.TarWriter;
import io.mdis.measurement.ImageMeasurement;
import io.mdis.measurement.LayerMeasurement;
import io.mdis.measurement.Sha384;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.Nonce;
import io.mdis.trust.protocol.VerifyRequest;
import java.util.ArrayList;
import java.util.List;

/** An image, and what a host says of it. */
public final class Requests {
  public static final HostName HOST = HostName.of("node-7");

  public static final CraftedImage IMAGE =
      CraftedImage.of(
          CraftedImage.Layer.plain(
              new TarWriter().folder("bin").file("bin/sh", "a shell").file("etc").bytes()),
          CraftedImage.Layer.plain(new TarWriter().file("app", "a program").bytes()));

  private Requests() {}

  public static VerifyRequest request(TestClock clock, MeasuredImage image) {
    return new VerifyRequest(
        Nonce.random(), clock.instant(), image.imageId(), image, List.of(), "docker", null);
  }

  /** The same image with other files in a layer. */
  public static MeasuredImage tampered(MeasuredImage image, int layer) {
    ImageMeasurement whole = image.measurement();
    List<LayerMeasurement> layers = new ArrayList<>(whole.layers());
    LayerMeasurement was = layers.get(layer);
    layers.set(
        layer,
        new LayerMeasurement(
            was.metadata(), Sha384.of(new byte[] {1}), was.directories(), was.entries()));
    return MeasuredImage.of(new ImageMeasurement(whole.imageId(), layers));
  }
}
