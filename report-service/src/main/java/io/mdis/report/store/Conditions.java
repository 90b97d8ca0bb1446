package io.mdis.report.store;

import static com.mongodb.client.model.Filters.and;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Puts the conditions of a query together. */
final class Conditions {
  private Conditions() {}

  /** That all hold; every document fits where there are none, which {@code $and} refuses. */
  static Bson all(List<Bson> conditions, Bson... more) {
    List<Bson> all = new ArrayList<>(conditions);
    all.addAll(List.of(more));
    return all.isEmpty() ? new Document() : and(all);
  }
}
