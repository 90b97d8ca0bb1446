package io.mdis.history.dockerfile;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.image.ImageException;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.image.manifest.ImageConfig;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the history out of an image configuration. Hostile ones are the rule to be prepared for:
 * everything is bounded, and what is left out or of the wrong kind is told.
 */
public final class HistoryReader {
  /** Entries that are read; Docker makes images of 127 layers at most. */
  public static final int MAX_ENTRIES = 4096;

  /** Characters of one text that are read: no shell takes a longer command line as one word. */
  public static final int MAX_CHARACTERS = 64 << 10;

  private static final int MAX_TOTAL = 4 << 20;

  private final HistoryProblems problems = new HistoryProblems();
  private int total;

  private HistoryReader() {}

  /**
   * The history of a configuration.
   *
   * @throws ImageException MALFORMED_MANIFEST, MANIFEST_TOO_LARGE when it can't be read at all
   */
  public static ImageHistory read(byte[] config) throws ImageException {
    ImageConfig known = ImageConfig.parse(config);
    JsonNode root = BoundedJson.object(config, ImageConfig.MAX_BYTES, "image configuration");
    HistoryReader reader = new HistoryReader();
    List<HistoryEntry> entries = reader.entries(root.path("history"));
    ImageSettings settings = new SettingsReader(reader.problems).read(root.path("config"));
    return new ImageHistory(
        known.platform(), entries, known.diffIds(), settings, reader.problems.all());
  }

  private List<HistoryEntry> entries(JsonNode history) {
    List<HistoryEntry> entries = new ArrayList<>();
    if (!history.isArray() && !history.isMissingNode() && !history.isNull()) {
      problems.add("the history is not a list");
    }
    for (JsonNode node : history) {
      if (entries.size() == MAX_ENTRIES || total > MAX_TOTAL) {
        problems.add(
            "the history has "
                + history.size()
                + " entries; only the first "
                + entries.size()
                + " were read");
        break;
      }
      entries.add(entry(entries.size(), node));
    }
    return entries;
  }

  private HistoryEntry entry(int index, JsonNode node) {
    if (!node.isObject()) {
      problems.add("entry " + index + " of the history is not an object");
    }
    HistoryText createdBy = text(index, node, "created_by");
    HistoryText author = text(index, node, "author");
    HistoryText comment = text(index, node, "comment");
    JsonNode empty = node.path("empty_layer");
    if (!empty.isBoolean() && !empty.isMissingNode() && !empty.isNull()) {
      problems.add("entry " + index + ": empty_layer is neither true nor false");
    }
    return new HistoryEntry(
        index,
        created(index, node),
        createdBy.text(),
        author.text(),
        comment.text(),
        empty.asBoolean(false),
        createdBy.hidden() || author.hidden() || comment.hidden());
  }

  private HistoryText text(int index, JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
      problems.add("entry " + index + ": " + field + " is not a text");
    }
    HistoryText text = HistoryText.of(value.isTextual() ? value.textValue() : "", MAX_CHARACTERS);
    total += text.text().length();
    if (text.cut()) {
      problems.add(
          "entry "
              + index
              + ": "
              + field
              + " is longer than "
              + MAX_CHARACTERS
              + " characters; the rest was not read");
    }
    return text;
  }

  private Instant created(int index, JsonNode node) {
    String written = BoundedJson.text(node, "created");
    if (written.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      problems.add("entry " + index + ": created is no time of RFC 3339");
      return null;
    }
  }
}
