package io.mdis.report.store;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;

/** Reads typed values out of a document; a value that does not fit is named in the exception. */
final class Fields {
  private Fields() {}

  static String text(Document document, String key) {
    Object value = document.get(key);
    return value == null ? null : value.toString();
  }

  static Digest digest(Document document, String key) {
    String text = text(document, key);
    if (text == null) {
      return null;
    }
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw unreadable(document, key, e);
    }
  }

  static Instant instant(Document document, String key) {
    Object value = document.get(key);
    return switch (value) {
      case null -> throw unreadable(document, key, null);
      case Date date -> date.toInstant();
      case String text -> Instant.parse(text);
      default -> throw unreadable(document, key, null);
    };
  }

  /** An instant; empty when there is none. */
  static Optional<Instant> optionalInstant(Document document, String key) {
    return document.get(key) == null ? Optional.empty() : Optional.of(instant(document, key));
  }

  /** A whole number; 0 when there is none. */
  static int number(Document document, String key) {
    return document.get(key) instanceof Number number ? number.intValue() : 0;
  }

  static List<Document> documents(Document document, String key) {
    List<Document> found = document.getList(key, Document.class);
    return found == null ? List.of() : found;
  }

  static List<ScanReason> reasons(Document document) {
    return documents(document, "reasons").stream()
        .map(reason -> new ScanReason(text(reason, "code"), text(reason, "message")))
        .toList();
  }

  static Map<Severity, Integer> counts(Document document) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    Document found = document.get("counts", Document.class);
    if (found == null) {
      return counts;
    }
    for (Map.Entry<String, Object> entry : found.entrySet()) {
      if (!(entry.getValue() instanceof Number number)) {
        throw unreadable(document, "counts." + entry.getKey(), null);
      }
      counts.put(value(Severity.class, document, entry.getKey()), number.intValue());
    }
    return counts;
  }

  static Map<String, String> texts(Document document, String key) {
    Map<String, String> texts = new TreeMap<>();
    Document found = document.get(key, Document.class);
    if (found != null) {
      found.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    }
    return texts;
  }

  static List<String> list(Document document, String key) {
    List<?> found = document.get(key, List.class);
    List<String> texts = new ArrayList<>();
    if (found != null) {
      found.forEach(item -> texts.add(String.valueOf(item)));
    }
    return texts;
  }

  static <E extends Enum<E>> E value(Class<E> type, Document document, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(text))
        .findFirst()
        .orElseThrow(() -> unreadable(document, text, null));
  }

  private static IllegalStateException unreadable(Document document, String key, Exception cause) {
    return new IllegalStateException(
        "stored document " + document.get("_id") + ": value of " + key + " cannot be read", cause);
  }
}
