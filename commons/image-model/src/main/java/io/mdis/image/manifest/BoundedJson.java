package io.mdis.image.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.io.IOException;

/**
 * JSON from outside, bounded in size and depth. A key that stands twice is refused: two readers of
 * the same digest must never see different images.
 */
public final class BoundedJson {
  private static final int MAX_NESTING = 64;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxDocumentLength(ImageConfig.MAX_BYTES)
                          .maxStringLength(ImageConfig.MAX_BYTES)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private BoundedJson() {}

  /** An object; throws MALFORMED_MANIFEST, MANIFEST_TOO_LARGE naming what it is. */
  public static JsonNode object(byte[] bytes, int maxBytes, String what) throws ImageException {
    JsonNode root = any(bytes, maxBytes, what);
    if (!root.isObject()) {
      throw malformed(what, "it is not a JSON object", null);
    }
    return root;
  }

  /** Any JSON; throws MALFORMED_MANIFEST, MANIFEST_TOO_LARGE naming what it is. */
  public static JsonNode any(byte[] bytes, int maxBytes, String what) throws ImageException {
    if (bytes.length > maxBytes) {
      throw new ImageException(
          ImageProblem.MANIFEST_TOO_LARGE,
          what + " has " + bytes.length + " bytes; at most " + maxBytes + " are read");
    }
    try {
      JsonNode root = MAPPER.readTree(bytes);
      return root == null ? MAPPER.nullNode() : root;
    } catch (IOException e) {
      throw malformed(what, "it can't be read as JSON (" + shortened(e) + ")", e);
    }
  }

  /** Text of a field; empty when it is absent or no text. */
  public static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.textValue() : "";
  }

  /** A digest; throws MALFORMED_MANIFEST naming where it stands. */
  public static Digest digest(JsonNode value, String where) throws ImageException {
    try {
      return Digest.parse(value.isTextual() ? value.textValue() : "");
    } catch (IllegalArgumentException e) {
      throw malformed(where, String.valueOf(e.getMessage()), e);
    }
  }

  static ImageException malformed(String what, String why, Throwable cause) {
    return new ImageException(ImageProblem.MALFORMED_MANIFEST, what + ": " + why, cause);
  }

  private static String shortened(IOException e) {
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return line.length() <= 160 ? line : line.substring(0, 160) + "…";
  }
}
