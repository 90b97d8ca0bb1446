package io.mdis.embedded.database;

import static de.bwaldvogel.mongo.backend.Constants.ID_FIELD;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Chooses the index that answers a query with the fewest documents read. */
final class QueryPlanner {
  /** More points than this (the product of all $in) are not looked up one by one. */
  private static final int MAXIMAL_RANGES = 20_000;

  private static final int EQUALITY = 10;
  private static final int SORT = 7;
  private static final int RANGE = 5;

  /** The best plan, or empty where every document has to be read. */
  Optional<QueryPlan> plan(
      Document query, Document orderBy, int limit, Collection<? extends OrderedAccess> indexes) {
    Map<String, Bounds> bounds = Bounds.of(query);
    Document order = orderBy == null ? new Document() : orderBy;
    return indexes.stream()
        .map(index -> plan(bounds, order, limit, index))
        .flatMap(Optional::stream)
        .max(Comparator.comparingInt(QueryPlan::score));
  }

  private Optional<QueryPlan> plan(
      Map<String, Bounds> bounds, Document order, int limit, OrderedAccess index) {
    List<IndexKey> fields = index.fields();
    List<byte[]> prefixes = List.of(new byte[0]);
    Set<String> fixed = new HashSet<>();
    int equalities = 0;
    for (IndexKey field : fields) {
      Bounds bound = usable(field, bounds);
      if (bound == null
          || bound.points() == null
          || (!index.exact(equalities) && bound.points().stream().anyMatch(Bounds::isNull))) {
        break;
      }
      Set<byte[]> points = encode(bound.points(), field.isAscending(), index.maximalString());
      if ((long) points.size() * prefixes.size() > MAXIMAL_RANGES) {
        break;
      }
      prefixes = extend(prefixes, points);
      if (index.exact(equalities)) {
        fixed.add(field.getKey());
      }
      equalities++;
    }
    Bounds range = equalities < fields.size() ? usable(fields.get(equalities), bounds) : null;
    boolean ranged = range != null && range.hasRange();
    List<KeyRange> ranges = new ArrayList<>();
    for (byte[] prefix : prefixes) {
      ranges.add(ranged ? range(prefix, range, equalities, index) : new KeyRange(prefix, prefix));
    }
    Optional<Boolean> direction =
        ranges.size() == 1 && exactFrom(equalities, index)
            ? direction(order, fields, fixed, equalities)
            : Optional.empty();
    boolean worthSorting = direction.isPresent() && !order.isEmpty() && limit > 0;
    if (equalities == 0 && !ranged && !worthSorting) {
      return Optional.empty();
    }
    int score = equalities * EQUALITY + (ranged ? RANGE : 0) + (worthSorting ? SORT : 0);
    return Optional.of(
        new QueryPlan(index, ranges, direction.orElse(false), direction.isPresent(), score));
  }

  /** Numeric parts of a path may mean a place in an array, which indexes do not hold. */
  private static Bounds usable(IndexKey field, Map<String, Bounds> bounds) {
    boolean place =
        Arrays.stream(field.getKey().split("\\.", -1))
            .anyMatch(part -> !part.isEmpty() && part.chars().allMatch(Character::isDigit));
    return place ? null : bounds.get(field.getKey());
  }

  private static Set<byte[]> encode(Collection<?> values, boolean ascending, int maximalString) {
    Set<byte[]> encoded = new TreeSet<>(Arrays::compareUnsigned);
    for (Object value : values) {
      encoded.add(new KeyEncoder(maximalString).append(value, ascending).toBytes());
    }
    return encoded;
  }

  private static List<byte[]> extend(List<byte[]> prefixes, Set<byte[]> points) {
    List<byte[]> extended = new ArrayList<>(prefixes.size() * points.size());
    for (byte[] prefix : prefixes) {
      for (byte[] point : points) {
        extended.add(concatenate(prefix, point));
      }
    }
    return extended;
  }

  /**
   * A range holds values of one type only. In an array one element may meet the lower bound and
   * another the upper one, so where there may be arrays just one of them is used.
   */
  private static KeyRange range(byte[] prefix, Bounds bounds, int field, OrderedAccess index) {
    boolean ascending = index.fields().get(field).isAscending();
    Object low = bounds.low();
    Object high = bounds.high();
    if (low != null
        && high != null
        && (!index.exact(field) || KeyEncoder.typeOf(low) != KeyEncoder.typeOf(high))) {
      high = null;
    }
    int type = KeyEncoder.typeOf(low != null ? low : high);
    byte[] least = concatenate(prefix, bound(low, type, ascending, index));
    byte[] greatest = concatenate(prefix, bound(high, type, ascending, index));
    return ascending ? new KeyRange(least, greatest) : new KeyRange(greatest, least);
  }

  private static byte[] bound(Object value, int type, boolean ascending, OrderedAccess index) {
    KeyEncoder encoder = new KeyEncoder(index.maximalString());
    return value == null
        ? encoder.appendType(type, ascending).toBytes()
        : encoder.append(value, ascending).toBytes();
  }

  /**
   * Whether each document has one entry within a range that leaves only these fields open: a fixed
   * field may be an array, for one of its elements equals the point but once.
   */
  private static boolean exactFrom(int field, OrderedAccess index) {
    return IntStream.range(field, index.fields().size()).allMatch(index::exact);
  }

  /**
   * Whether reading has to go backwards for the order, or empty where the index has another order.
   * Entries with equal fields are ordered by their ascending {@code _id}.
   */
  private static Optional<Boolean> direction(
      Document order, List<IndexKey> fields, Set<String> fixed, int equalities) {
    List<IndexKey> rest = new ArrayList<>(fields.subList(equalities, fields.size()));
    if (fields.stream().noneMatch(field -> field.getKey().equals(ID_FIELD))) {
      rest.add(new IndexKey(ID_FIELD, true));
    }
    Boolean backwards = null;
    int next = 0;
    for (Map.Entry<String, Object> wanted : order.entrySet()) {
      if (fixed.contains(wanted.getKey())) {
        continue;
      }
      if (next > 0 && rest.get(next - 1).getKey().equals(ID_FIELD)) {
        break; // nothing is equal up to here, so later fields do not matter
      }
      if (!(wanted.getValue() instanceof Number sign)
          || next >= rest.size()
          || !rest.get(next).getKey().equals(wanted.getKey())) {
        return Optional.empty();
      }
      boolean reversed = rest.get(next).isAscending() != (sign.intValue() > 0);
      if (backwards != null && backwards != reversed) {
        return Optional.empty();
      }
      backwards = reversed;
      next++;
    }
    return Optional.of(backwards != null && backwards);
  }

  private static byte[] concatenate(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
