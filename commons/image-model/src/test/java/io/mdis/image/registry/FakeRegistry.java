package io.mdis.image.registry;

import io.mdis.contracts.Digest;
import io.mdis.fixtures.ScriptedRegistry;
import io.mdis.fixtures.ScriptedRegistry.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A scripted registry with one image, {@code h/r:1}, of one layer. */
final class FakeRegistry implements AutoCloseable {
  final byte[] layer =
      "layer bytes, not read as a tar here".repeat(1000).getBytes(StandardCharsets.UTF_8);
  final byte[] config;
  final byte[] manifest;
  final List<String> requests;
  final List<String> authorizations;
  private final ScriptedRegistry http = new ScriptedRegistry();

  FakeRegistry() throws IOException {
    requests = http.requests();
    authorizations = http.authorizations();
    config =
        ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"diff_ids\":[\""
                + digest(layer)
                + "\"]}}")
            .getBytes(StandardCharsets.UTF_8);
    manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
         "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
         "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}
        """
            .formatted(digest(config), config.length, digest(layer), layer.length)
            .getBytes(StandardCharsets.UTF_8);
    http.publish(manifestPath(), manifest);
    http.publish(blobPath(config), config);
    http.publish(blobPath(layer), layer);
  }

  String host() {
    return http.host();
  }

  String url(String path) {
    return "http://" + host() + path;
  }

  static String manifestPath() {
    return "/v2/r/manifests/1";
  }

  String blobPath(byte[] bytes) {
    return "/v2/r/blobs/" + digest(bytes);
  }

  void publish(String path, byte[] bytes) {
    http.publish(path, bytes);
  }

  void next(String path, Answer... given) {
    http.next(path, given);
  }

  static Answer status(int status, String... headers) {
    return ScriptedRegistry.status(status, headers);
  }

  static Answer cut(byte[] bytes, int after) {
    return ScriptedRegistry.cut(bytes, after);
  }

  static Digest digest(byte[] bytes) {
    return ContentDigest.of(bytes, "sha256");
  }

  @Override
  public void close() {
    http.close();
  }
}
