package io.mdis.image.signature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.manifest.BoundedJson;
import java.nio.charset.StandardCharsets;

/**
 * What is signed, in the form of "simple signing" (containers/image, docs/atomic-signature.md):
 * that a manifest is something of a repository.
 *
 * @param type what the signer says that it is, so that a signature for one purpose is none for
 *     another
 * @param identity {@code registry/repository} that it is for, so that it can't be moved elsewhere
 * @param digest of the manifest
 */
record SignedStatement(String type, String identity, Digest digest) {
  static final int MAX_BYTES = 16 << 10;

  byte[] toBytes() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode critical = root.putObject("critical");
    critical.putObject("identity").put("docker-reference", identity);
    critical.putObject("image").put("docker-manifest-digest", digest.toString());
    critical.put("type", type);
    root.putObject("optional");
    try {
      return new JsonMapper().writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }

  static SignedStatement parse(byte[] bytes) throws ImageException {
    String what = "signature";
    JsonNode critical = BoundedJson.object(bytes, MAX_BYTES, what).path("critical");
    return new SignedStatement(
        BoundedJson.text(critical, "type"),
        BoundedJson.text(critical.path("identity"), "docker-reference"),
        BoundedJson.digest(critical.path("image").path("docker-manifest-digest"), what));
  }
}
