package io.mdis.embedded.database;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Optional;

/**
 * How a query is answered, in the words of MongoDB's {@code explain} ("Explain Results", {@code
 * queryPlanner.winningPlan}): COLLSCAN, IXSCAN, DISTINCT_SCAN, FETCH and SORT.
 */
final class Explanation {
  private Explanation() {}

  /** Of a query that reads documents. */
  static Document of(Optional<QueryPlan> plan, Document orderBy) {
    Document reading =
        plan.map(chosen -> stage("FETCH", index("IXSCAN", chosen.access())))
            .orElseGet(() -> new Document("stage", "COLLSCAN"));
    boolean sorts =
        orderBy != null && !orderBy.isEmpty() && !plan.map(QueryPlan::sorted).orElse(false);
    return sorts ? stage("SORT", reading) : reading;
  }

  /** Of one that an index alone answers. */
  static Document of(DistinctPlan plan) {
    return index("DISTINCT_SCAN", plan.index());
  }

  private static Document stage(String name, Document input) {
    return new Document("stage", name).append("inputStage", input);
  }

  private static Document index(String name, OrderedAccess access) {
    Document pattern = new Document();
    access.fields().forEach(field -> pattern.append(field.getKey(), field.isAscending() ? 1 : -1));
    Document stage = new Document("stage", name).append("keyPattern", pattern);
    return access instanceof Index<?> index ? stage.append("indexName", index.getName()) : stage;
  }
}
