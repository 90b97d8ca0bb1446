package io.mdis.worker;

import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** An image of layers in memory. */
public record FakeSource(Digest digest, List<LayerBlob> layers) implements ImageSource {
  public static final Digest IMAGE = digestOf("image");
  private static final String TAR = "application/vnd.oci.image.layer.v1.tar";

  public static FakeSource of(LayerBlob... layers) {
    return new FakeSource(IMAGE, List.of(layers));
  }

  /** A layer of plain tar bytes. */
  public static LayerBlob layer(byte[] tar) {
    Digest digest = digestOf(tar);
    return new LayerBlob(
        new LayerDescriptor(digest, digest, TAR, tar.length), () -> new ByteArrayInputStream(tar));
  }

  /** A layer that the registry never had, as base images of Windows do. */
  public static LayerBlob foreignLayer() {
    Digest digest = digestOf("foreign");
    return new LayerBlob(
        new LayerDescriptor(
            digest, digest, "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", 1),
        () -> {
          throw new IOException("nobody should ask for it");
        });
  }

  public static Digest digestOf(String text) {
    return digestOf(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Digest digestOf(byte[] bytes) {
    try {
      return Digest.sha256(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String name() {
    return "registry.test/app:1";
  }

  @Override
  public Digest configDigest() {
    return digest;
  }

  @Override
  public Platform platform() {
    return Platform.parse("linux/amd64");
  }

  @Override
  public byte[] config() {
    return "{}".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {}
}
