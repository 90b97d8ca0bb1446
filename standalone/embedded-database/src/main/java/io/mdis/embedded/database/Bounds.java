package io.mdis.embedded.database;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a query demands of one field, as far as an ordered index can use it. Bounds are necessary,
 * not sufficient: each document found through them is still matched against the whole query.
 */
final class Bounds {
  private static final int MAXIMAL_DEPTH = 20;

  private Collection<?> points;
  private Object low;
  private Object high;

  /** The bounds of each field that all documents of the result meet. */
  static Map<String, Bounds> of(Document query) {
    Map<String, Bounds> bounds = new HashMap<>();
    collect(query, bounds, 0);
    return bounds;
  }

  private static void collect(Document query, Map<String, Bounds> bounds, int depth) {
    query.forEach(
        (field, condition) -> {
          if (field.equals("$and")
              && condition instanceof Collection<?> parts
              && depth < MAXIMAL_DEPTH) {
            for (Object part : parts) {
              if (part instanceof Document document) {
                collect(document, bounds, depth + 1);
              }
            }
          } else if (!field.startsWith("$")) {
            bounds.computeIfAbsent(field, name -> new Bounds()).add(condition);
          }
        });
  }

  /** The values of which the field has one, or null where any is possible. */
  Collection<?> points() {
    return points;
  }

  /** The least value, or null. */
  Object low() {
    return low;
  }

  /** The greatest value, or null. */
  Object high() {
    return high;
  }

  boolean hasRange() {
    return low != null || high != null;
  }

  private void add(Object condition) {
    if (!(condition instanceof Document operators)) {
      addPoints(Collections.singletonList(condition));
      return;
    }
    operators.forEach(
        (operator, value) -> {
          switch (operator) {
            case "$eq" -> addPoints(Collections.singletonList(value));
            case "$in" -> {
              if (value instanceof Collection<?> values) {
                addPoints(values);
              }
            }
            case "$gt", "$gte" -> low = low == null && isOrdered(value) ? value : low;
            case "$lt", "$lte" -> high = high == null && isOrdered(value) ? value : high;
            default -> {} // left to the match against the whole query
          }
        });
  }

  private void addPoints(Collection<?> values) {
    boolean usable = values.stream().allMatch(value -> isNull(value) || isOrdered(value));
    if (usable && (points == null || values.size() < points.size())) {
      points = List.copyOf(values.stream().map(Missing::ofNullable).toList());
    }
  }

  static boolean isNull(Object value) {
    return Missing.isNullOrMissing(value);
  }

  private static boolean isOrdered(Object value) {
    return !isNull(value)
        && !(value instanceof Document)
        && !(value instanceof Collection<?>)
        && !(value instanceof MinKey)
        && !(value instanceof MaxKey)
        && !(value instanceof Decimal128)
        && !BsonRegularExpression.isRegularExpression(value);
  }
}
