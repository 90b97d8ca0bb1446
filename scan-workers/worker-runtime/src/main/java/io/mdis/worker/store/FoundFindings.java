package io.mdis.worker.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.mdis.contracts.Digest;
import io.mdis.worker.judged.JudgedResults.Asked;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/**
 * Looks up what is found in images.
 *
 * @param findings of all dimensions
 * @param dimension that is looked at
 */
record FoundFindings(MongoCollection<Document> findings, String dimension) {
  /** Pairs of an image and an id that one query looks up. */
  private static final int MOST_POINTS = 2_000;

  /** Ids of all findings of an image. */
  Set<String> ids(Digest image) {
    return findings
        .find(
            Filters.and(Filters.eq("image", image.toString()), Filters.eq("dimension", dimension)))
        .projection(Projections.include("id"))
        .map(found -> found.getString("id"))
        .into(new HashSet<>());
  }

  /** Those of the ids that are found apart from known findings; each image has a set. */
  Map<Digest, Set<String>> elsewhere(Map<Digest, Asked> asked) {
    Map<Digest, Set<String>> elsewhere = new HashMap<>();
    asked.keySet().forEach(image -> elsewhere.put(image, new HashSet<>()));
    Map<Digest, Asked> some = new HashMap<>();
    Set<String> ids = new HashSet<>();
    asked.forEach(
        (image, one) -> {
          if (!one.ids().isEmpty()) {
            some.put(image, one);
            ids.addAll(one.ids());
          }
          if (some.size() * ids.size() > MOST_POINTS) {
            find(some, ids, elsewhere);
            some.clear();
            ids.clear();
          }
        });
    if (!some.isEmpty()) {
      find(some, ids, elsewhere);
    }
    return elsewhere;
  }

  private void find(Map<Digest, Asked> asked, Set<String> ids, Map<Digest, Set<String>> elsewhere) {
    List<String> images = asked.keySet().stream().map(Digest::toString).toList();
    Set<String> ignored = new HashSet<>();
    List<String> names = ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).toList();
    asked.forEach(
        (image, one) -> one.apart().forEach(f -> ignored.add(ResultDocuments.findingId(image, f))));
    for (Document found :
        findings
            .find(
                Filters.and(
                    Filters.in("names", names),
                    Filters.eq("dimension", dimension),
                    Filters.in("image", images)))
            .projection(Projections.include("image", "id"))) {
      Digest image = Digest.parse(found.getString("image"));
      if (!ignored.contains(found.getString("_id"))
          && asked.get(image).ids().contains(found.getString("id"))) {
        elsewhere.get(image).add(found.getString("id"));
      }
    }
  }
}
