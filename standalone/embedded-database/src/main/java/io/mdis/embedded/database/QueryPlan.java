package io.mdis.embedded.database;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * How a query reads an index.
 *
 * @param access the index
 * @param ranges the parts to read, in this order
 * @param backwards whether each is read from its end
 * @param sorted whether documents come in the order the query asks for
 * @param score how much better than other plans, higher is better
 */
record QueryPlan(
    OrderedAccess access, List<KeyRange> ranges, boolean backwards, boolean sorted, int score) {
  QueryPlan {
    ranges = List.copyOf(ranges);
  }

  /** Where documents are that may match, each once. Read lazily. */
  Stream<Position> positions() {
    Stream<Position> positions =
        ranges.stream()
            .flatMap(
                range ->
                    StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                            access.scan(range, backwards), Spliterator.ORDERED),
                        false));
    if (access.exact()) {
      return positions;
    }
    Set<Position> seen = new HashSet<>();
    return positions.filter(seen::add);
  }
}
