package io.mdis.report.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mdis.report.query.ReportProblem;
import io.mdis.suppression.Origin;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionScope;
import io.mdis.suppression.SuppressionStatus;
import io.mdis.suppression.file.Expiry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads an entry that a caller sends; strict, for what is misspelt must not widen an entry. */
public final class SuppressionInput {
  private static final int MAX_BYTES = 64 << 10;
  private static final Set<String> WRITABLE =
      Set.of(
          "vulnerability",
          "rule",
          "aliases",
          "hash",
          "dimension",
          "package",
          "purl",
          "path",
          "image",
          "environment",
          "verdict",
          "status",
          "reason",
          "justification",
          "expires");

  /** What an answer has besides; a caller may send it back unchanged when changing an entry. */
  private static final Set<String> READ_ONLY =
      Set.of("id", "author", "createdAt", "origin", "source", "revision", "updatedAt", "state");

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode body;

  private SuppressionInput(JsonNode body) {
    this.body = body;
  }

  /** An entry to be made. */
  static Suppression made(byte[] json, String id, String author, Instant createdAt) {
    return read(json, Set.of()).entry(id, author, createdAt);
  }

  /** An entry to be made, of the fields of a form; each is a text. */
  public static Suppression made(
      Map<String, String> fields, String id, String author, Instant createdAt) {
    return new SuppressionInput(MAPPER.valueToTree(fields)).entry(id, author, createdAt);
  }

  /** An entry to be changed. */
  static Suppression changed(byte[] json, String id, String author, Instant createdAt) {
    return read(json, READ_ONLY).entry(id, author, createdAt);
  }

  private static SuppressionInput read(byte[] json, Set<String> ignored) {
    if (json == null || json.length == 0 || json.length > MAX_BYTES) {
      throw ReportProblem.invalid(
          "body", "the body must be a JSON object of at most " + MAX_BYTES + " bytes");
    }
    try {
      JsonNode body = MAPPER.readTree(json);
      if (body == null || !body.isObject()) {
        throw ReportProblem.invalid("body", "the body must be a JSON object");
      }
      for (Map.Entry<String, JsonNode> field : body.properties()) {
        if (!WRITABLE.contains(field.getKey()) && !ignored.contains(field.getKey())) {
          throw ReportProblem.invalid(
              field.getKey().matches("[A-Za-z]{1,30}") ? field.getKey() : "body",
              "there is no such field to set; there are " + String.join(", ", sorted()));
        }
      }
      return new SuppressionInput(body);
    } catch (IOException e) {
      throw ReportProblem.invalid("body", "the body can't be read as JSON");
    }
  }

  private static List<String> sorted() {
    return WRITABLE.stream().sorted().toList();
  }

  private Suppression entry(String id, String author, Instant createdAt) {
    String reason = text("reason");
    String expires = text("expires");
    return new Suppression(
        id,
        new SuppressionScope(
            either("vulnerability", "rule"),
            aliases(),
            text("package"),
            text("purl"),
            text("path"),
            text("image"),
            text("environment"),
            text("dimension"),
            text("hash")),
        status(either("verdict", "status")),
        reason == null ? "" : reason,
        text("justification"),
        author,
        createdAt,
        expires == null ? null : expiry(expires),
        Origin.REST,
        null);
  }

  private String text(String field) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw ReportProblem.invalid(field, field + " must be a text");
    }
    return value.textValue().strip();
  }

  /** Two names of one field. */
  private String either(String one, String other) {
    if (text(one) != null && text(other) != null) {
      throw ReportProblem.invalid(other, other + " is another name of " + one + "; give one");
    }
    return text(one) == null ? text(other) : text(one);
  }

  private List<String> aliases() {
    List<String> aliases = new ArrayList<>();
    for (JsonNode alias : body.path("aliases")) {
      if (!alias.isTextual()) {
        throw ReportProblem.invalid("aliases", "aliases must be a list of texts");
      }
      aliases.add(alias.textValue());
    }
    return aliases;
  }

  private static SuppressionStatus status(String label) {
    return label == null
        ? SuppressionStatus.ACCEPTED
        : SuppressionStatus.of(label)
            .orElseThrow(
                () ->
                    ReportProblem.invalid(
                        "status", "status must be one of " + SuppressionStatus.labels()));
  }

  private static Instant expiry(String text) {
    try {
      return Expiry.parse(text).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    } catch (IllegalArgumentException e) {
      throw ReportProblem.invalid("expires", "expires: " + e.getMessage());
    }
  }
}
