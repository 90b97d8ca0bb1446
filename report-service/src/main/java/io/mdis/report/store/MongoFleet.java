package io.mdis.report.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.report.dashboard.Fleet;
import io.mdis.report.query.Overview;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;

/**
 * All images in MongoDB, part after part along the ids, so that no cursor stays open and memory
 * does not grow with them. Overviews of before weights were kept get theirs on the way.
 */
public final class MongoFleet implements Fleet {
  private static final int PART = 500;
  private final MongoCollection<Document> images;
  private final MongoCollection<Document> overviews;

  /** Reads from the given database. */
  public MongoFleet(MongoDatabase database) {
    this.images = database.getCollection(Collections.IMAGES);
    this.overviews = database.getCollection(Collections.OVERVIEWS);
  }

  /** Makes what lists of images are sorted by. */
  public void prepare() {
    overviews.createIndex(Indexes.descending("weight", "_id"));
  }

  @Override
  public long each(Consumer<Overview> counted) {
    long count = 0;
    String after = "";
    List<String> part;
    do {
      part = new ArrayList<>();
      List<String> present = new ArrayList<>();
      for (Document image :
          images
              .find(gt("_id", after))
              .projection(Projections.include("_id", "deletedAt"))
              .sort(ascending("_id"))
              .limit(PART)) {
        part.add(image.getString("_id"));
        if (image.get("deletedAt") == null) {
          present.add(image.getString("_id"));
        }
      }
      count += present.size();
      overviews(present).values().forEach(counted);
      after = part.isEmpty() ? after : part.getLast();
    } while (part.size() == PART);
    return count;
  }

  private Map<Digest, Overview> overviews(List<String> wanted) {
    Map<Digest, Overview> found = new HashMap<>();
    if (wanted.isEmpty()) {
      return found;
    }
    for (Document document : overviews.find(in("_id", wanted))) {
      Overview overview = Documents.overview(document);
      if (document.get("weight") == null) {
        overviews.updateOne(
            Filters.and(eq("_id", document.get("_id")), exists("weight", false)),
            Updates.set("weight", overview.weight()));
      }
      found.put(overview.image(), overview);
    }
    return found;
  }
}
