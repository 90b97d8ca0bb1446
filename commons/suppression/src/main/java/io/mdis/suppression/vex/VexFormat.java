package io.mdis.suppression.vex;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** One of the formats that VEX is written in. */
sealed interface VexFormat permits OpenVex, CsafVex, CycloneDxVex {

  /**
   * What a document says of itself.
   *
   * @param id empty when it has none
   * @param author null when it names nobody
   * @param at when it was made; null when it doesn't say
   */
  record Header(String id, String author, Instant at) {}

  String name();

  boolean recognises(JsonNode root);

  Header document(JsonNode root);

  void read(JsonNode root, VexEntries entries) throws VexException;

  /** Text of a field; empty when it is absent or no text. */
  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.textValue().strip() : "";
  }

  /** The first of some fields that has a text; empty when none has. */
  static String first(JsonNode node, String... fields) {
    for (String field : fields) {
      String text = text(node, field);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /** Null for the empty text. */
  static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Instant of a field (RFC 3339); null when it is absent or no instant. */
  static Instant instant(JsonNode node, String field) {
    try {
      String text = text(node, field);
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
