package io.mdis.secret.scan;

import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.TarWriter;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** An image of layers that a test wrote. */
record TestImage(String json, List<LayerBlob> layers) implements ImageSource {

  static TestImage of(String json, TarWriter... layers) {
    return new TestImage(
        json, Stream.of(layers).map(layer -> blob(layer.bytes(), layer.bytes())).toList());
  }

  /** A layer as it is stored, and its tar. */
  static LayerBlob blob(byte[] stored, byte[] tar) {
    String type = "application/vnd.oci.image.layer.v1.tar" + (stored == tar ? "" : "+gzip");
    return new LayerBlob(
        new LayerDescriptor(
            CraftedImage.digest(stored), CraftedImage.digest(tar), type, stored.length),
        () -> new ByteArrayInputStream(stored));
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public Digest digest() {
    return configDigest();
  }

  @Override
  public Digest configDigest() {
    return CraftedImage.digest(config());
  }

  @Override
  public Platform platform() {
    return new Platform("linux", "amd64", null);
  }

  @Override
  public byte[] config() {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {}
}
