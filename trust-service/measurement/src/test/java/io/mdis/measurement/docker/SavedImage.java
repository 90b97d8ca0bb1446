package io.mdis.measurement.docker;

import io.mdis.measurement.LayerTar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes archives as {@code docker save} does, of tars made by the test. */
final class SavedImage {
  private SavedImage() {}

  static Path write(Path file, String tag, List<byte[]> layers) throws Exception {
    LayerTar archive = new LayerTar();
    List<String> names = new java.util.ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      names.add("l" + i + "/layer.tar");
    }
    String diffIds =
        layers.stream()
            .map(tar -> "\"sha256:" + sha256(tar) + "\"")
            .collect(Collectors.joining(","));
    String config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Labels\":{\"t\":\""
            + tag
            + "\"}},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
            + diffIds
            + "]}}";
    String id = sha256(config.getBytes(StandardCharsets.UTF_8));
    archive.file(id + ".json", config);
    for (int i = 0; i < layers.size(); i++) {
      archive.entry(names.get(i), '0', "", layers.get(i));
    }
    String list = names.stream().map(n -> "\"" + n + "\"").collect(Collectors.joining(","));
    archive.file(
        "manifest.json",
        "[{\"Config\":\""
            + id
            + ".json\",\"RepoTags\":[\""
            + tag
            + "\"],\"Layers\":["
            + list
            + "]}]");
    Files.write(file, archive.bytes());
    return file;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] read(Path file) throws IOException {
    return Files.readAllBytes(file);
  }
}
