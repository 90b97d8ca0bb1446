package io.mdis.history.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import io.mdis.fixtures.TarWriter;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** An image whose history and layers a test decides. */
final class TestImage implements ImageSource {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode root = JSON.createObjectNode();
  private final ArrayNode history = root.putArray("history");
  private final ArrayNode diffIds = root.putObject("rootfs").putArray("diff_ids");
  private final List<LayerBlob> layers = new ArrayList<>();
  private String created = "2024-03-01T10:00:00.5Z";

  TestImage() {
    root.put("os", "linux").put("architecture", "amd64").putObject("config");
  }

  /** A tar whose files are a little older than the steps. */
  static TarWriter tar() {
    return new TarWriter().at(1_700_000_000);
  }

  /** Of a whole configuration; its layers are empty ones. */
  static byte[] config(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  ObjectNode settings() {
    return (ObjectNode) root.path("config");
  }

  ArrayNode history() {
    return history;
  }

  TestImage at(String time) {
    created = time;
    return this;
  }

  /** A step without a layer. */
  TestImage settings(String createdBy) {
    history
        .addObject()
        .put("created", created)
        .put("created_by", createdBy)
        .put("empty_layer", true);
    return this;
  }

  /** A step with a layer of these files. */
  TestImage step(String createdBy, TarWriter files) {
    history.addObject().put("created", created).put("created_by", createdBy);
    return layer(files);
  }

  /** A layer that the history knows nothing of. */
  TestImage layer(TarWriter files) {
    byte[] tar = files.bytes();
    Digest digest = digestOf(tar);
    diffIds.add(digest.toString());
    layers.add(
        new LayerBlob(
            new LayerDescriptor(
                digest, digest, "application/vnd.oci.image.layer.v1.tar", tar.length),
            () -> new ByteArrayInputStream(tar)));
    return this;
  }

  Digest layerDigest(int index) {
    return layers.get(index).descriptor().diffId();
  }

  @Override
  public String name() {
    return "registry.test/app:1";
  }

  @Override
  public Digest digest() {
    return digestOf(config());
  }

  @Override
  public Digest configDigest() {
    return digest();
  }

  @Override
  public Platform platform() {
    return Platform.parse("linux/amd64");
  }

  @Override
  public byte[] config() {
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<LayerBlob> layers() {
    return List.copyOf(layers);
  }

  @Override
  public void close() {}

  private static Digest digestOf(byte[] bytes) {
    try {
      return Digest.sha256(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
