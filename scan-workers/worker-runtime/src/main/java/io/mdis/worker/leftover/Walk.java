package io.mdis.worker.leftover;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Goes round a collection by its ids, some documents at a time, and begins anew at its end. Where
 * it is is remembered in the process alone: after a start it begins at the beginning.
 */
public final class Walk {
  private static final int PAGE = 500;

  private final MongoCollection<Document> collection;
  private final Bson wanted;
  private final List<String> fields;
  private String after = "";

  /**
   * A walk over what matches.
   *
   * @param fields that are read beside the id
   */
  public Walk(MongoCollection<Document> collection, Bson wanted, String... fields) {
    this.collection = collection;
    this.wanted = wanted;
    this.fields = List.of(fields);
  }

  /**
   * Goes on, a page at a time, up to the end of a round.
   *
   * @param most documents that are looked at
   * @param page takes one and tells a number
   * @return the sum of those numbers
   */
  public long go(int most, ToLongFunction<List<Document>> page) {
    long sum = 0;
    boolean more = true;
    for (int seen = 0; more && seen < most; seen += PAGE) {
      List<Document> next = next(Math.min(PAGE, most - seen));
      sum += page.applyAsLong(next);
      more = next.size() == PAGE;
    }
    return sum;
  }

  /** The next documents; fewer than that at the end of a round. */
  private List<Document> next(int most) {
    List<Document> page =
        collection
            .find(Filters.and(Filters.gt("_id", after), wanted))
            .projection(Projections.include(fields))
            .sort(Sorts.ascending("_id"))
            .limit(most)
            .into(new ArrayList<>());
    after = page.size() < most ? "" : page.getLast().getString("_id");
    return page;
  }
}
