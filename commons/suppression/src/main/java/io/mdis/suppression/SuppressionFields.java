package io.mdis.suppression;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An entry as fields of a stored document: vulnerability, aliases, package, purl, path, image,
 * environment, dimension, hash, status, reason, justification, author, createdAt, expiresAt,
 * origin, source. What is null is left out; instants are {@link Date}s, to the millisecond.
 */
public final class SuppressionFields {
  private SuppressionFields() {}

  /** The fields of an entry, without its id. */
  public static Map<String, Object> of(Suppression entry) {
    SuppressionScope scope = entry.scope();
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "vulnerability", scope.vulnerability());
    put(fields, "aliases", scope.aliases().isEmpty() ? null : scope.aliases());
    put(fields, "package", scope.packageName());
    put(fields, "purl", scope.purl());
    put(fields, "path", scope.path());
    put(fields, "image", scope.image());
    put(fields, "environment", scope.environment());
    put(fields, "dimension", scope.dimension());
    put(fields, "hash", scope.hash());
    put(fields, "status", entry.status().label());
    put(fields, "reason", entry.reason());
    put(fields, "justification", entry.justification());
    put(fields, "author", entry.author());
    put(fields, "createdAt", date(entry.createdAt()));
    put(fields, "expiresAt", date(entry.expiresAt()));
    put(fields, "origin", entry.origin().label());
    put(fields, "source", entry.source());
    return fields;
  }

  /** The entry of an id and fields; throws IllegalStateException when they are none. */
  public static Suppression read(String id, Map<String, ?> fields) {
    return new Suppression(
        id,
        new SuppressionScope(
            text(fields, "vulnerability"),
            texts(fields.get("aliases")),
            text(fields, "package"),
            text(fields, "purl"),
            text(fields, "path"),
            text(fields, "image"),
            text(fields, "environment"),
            text(fields, "dimension"),
            text(fields, "hash")),
        SuppressionStatus.of(text(fields, "status")).orElseThrow(() -> unreadable(id, "status")),
        text(fields, "reason"),
        text(fields, "justification"),
        text(fields, "author"),
        instant(id, fields, "createdAt"),
        instant(id, fields, "expiresAt"),
        Origin.of(text(fields, "origin")).orElseThrow(() -> unreadable(id, "origin")),
        text(fields, "source"));
  }

  private static void put(Map<String, Object> fields, String name, Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private static Date date(Instant instant) {
    return instant == null ? null : Date.from(instant);
  }

  private static String text(Map<String, ?> fields, String name) {
    Object value = fields.get(name);
    return value == null ? null : value.toString();
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Instant instant(String id, Map<String, ?> fields, String name) {
    return switch (fields.get(name)) {
      case null -> null;
      case Date date -> date.toInstant();
      default -> throw unreadable(id, name);
    };
  }

  private static IllegalStateException unreadable(String id, String field) {
    return new IllegalStateException("suppression " + id + ": " + field + " can't be read");
  }
}
