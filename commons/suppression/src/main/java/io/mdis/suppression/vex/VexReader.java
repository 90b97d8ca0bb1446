package io.mdis.suppression.vex;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;

/** Reads a VEX document of any format, bounded in size, depth and statements. */
public final class VexReader {
  /** Bytes of the largest document that is read. */
  public static final int MAX_BYTES = 8 << 20;

  private static final int MAX_NESTING = 64;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxDocumentLength(MAX_BYTES)
                          .maxStringLength(1 << 20)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<VexFormat> FORMATS =
      List.of(new OpenVex(), new CsafVex(), new CycloneDxVex());

  private VexReader() {}

  /**
   * Reads a document.
   *
   * @param name of the file or upload, for messages
   * @throws VexException when it is no VEX document, or beyond the bounds
   */
  public static VexDocument read(byte[] json, String name) throws VexException {
    JsonNode root = parse(json, name);
    for (VexFormat format : FORMATS) {
      if (format.recognises(root)) {
        VexEntries entries = new VexEntries(format.name(), format.document(root), name);
        format.read(root, entries);
        return entries.document();
      }
    }
    throw new VexException(
        name, "it is neither OpenVEX, nor CSAF of the category csaf_vex, nor CycloneDX");
  }

  private static JsonNode parse(byte[] json, String name) throws VexException {
    if (json.length > MAX_BYTES) {
      throw new VexException(
          name, "it has " + json.length + " bytes; at most " + MAX_BYTES + " are read");
    }
    try {
      JsonNode root = MAPPER.readTree(json);
      if (root == null || !root.isObject()) {
        throw new VexException(name, "it is not a JSON object");
      }
      return root;
    } catch (VexException e) {
      throw e;
    } catch (IOException e) {
      String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new VexException(
          name,
          "it can't be read as JSON ("
              + (line.length() <= 160 ? line : line.substring(0, 160) + "…")
              + ")");
    }
  }
}
