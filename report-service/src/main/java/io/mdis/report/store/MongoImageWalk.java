package io.mdis.report.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Severity;
import io.mdis.report.query.ImageMark;
import io.mdis.report.query.ImageOrder;
import io.mdis.report.query.ImageRecord;
import io.mdis.report.query.ImageWalk;
import io.mdis.report.query.Overview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Walks along the index of images on (acceptedAt, _id), or that of overviews on (weight, _id). Two
 * queries instead of one with $or, so that each walks the index: what is left of the mark's own
 * key, then what comes behind it.
 */
public final class MongoImageWalk implements ImageWalk {
  private static final long MAX_QUERY_SECONDS = 20;
  private static final String WEIGHT = "weight";
  private static final String ACCEPTED = "acceptedAt";

  private final MongoCollection<Document> images;
  private final MongoCollection<Document> overviews;

  /** Reads from the given database. */
  public MongoImageWalk(MongoDatabase database) {
    this.images = database.getCollection(Collections.IMAGES);
    this.overviews = database.getCollection(Collections.OVERVIEWS);
  }

  @Override
  public List<Step> next(
      ImageOrder order, Optional<Severity> atLeast, Optional<ImageMark> after, int most) {
    return switch (order) {
      case NEWEST -> newest(after, most);
      case WORST -> worst(atLeast.map(Overview::weight).orElse(0L), after, most);
    };
  }

  private List<Step> newest(Optional<ImageMark> after, int most) {
    if (after.isEmpty()) {
      return accepted(new Document(), most);
    }
    Date time = Date.from(Instant.ofEpochMilli(after.get().key()));
    List<Step> found =
        new ArrayList<>(
            accepted(and(eq(ACCEPTED, time), gt("_id", after.get().digest().toString())), most));
    if (found.size() < most) {
      found.addAll(accepted(lt(ACCEPTED, time), most - found.size()));
    }
    return found;
  }

  private List<Step> accepted(Bson wanted, int most) {
    List<Step> steps = new ArrayList<>();
    for (Document document :
        images
            .find(wanted)
            .sort(orderBy(descending(ACCEPTED), ascending("_id")))
            .limit(most)
            .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)) {
      ImageRecord image = Documents.image(document);
      steps.add(
          new Step(
              new ImageMark(image.acceptedAt().toEpochMilli(), image.digest()),
              present(document, image)));
    }
    return steps;
  }

  private List<Step> worst(long least, Optional<ImageMark> after, int most) {
    if (after.isEmpty()) {
      return steps(marks(gte(WEIGHT, least), most));
    }
    long key = after.get().key();
    List<ImageMark> found =
        new ArrayList<>(
            marks(and(eq(WEIGHT, key), lt("_id", after.get().digest().toString())), most));
    if (found.size() < most) {
      found.addAll(marks(and(lt(WEIGHT, key), gte(WEIGHT, least)), most - found.size()));
    }
    return steps(found);
  }

  private List<ImageMark> marks(Bson wanted, int most) {
    List<ImageMark> marks = new ArrayList<>();
    for (Document document :
        overviews
            .find(wanted)
            .projection(Projections.include("_id", WEIGHT))
            .sort(descending(WEIGHT, "_id"))
            .limit(most)
            .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)) {
      marks.add(
          new ImageMark(
              ((Number) document.get(WEIGHT)).longValue(), Fields.digest(document, "_id")));
    }
    return marks;
  }

  private List<Step> steps(List<ImageMark> marks) {
    Map<String, ImageRecord> present = new HashMap<>();
    List<String> wanted = marks.stream().map(mark -> mark.digest().toString()).toList();
    if (!wanted.isEmpty()) {
      for (Document document : images.find(in("_id", wanted))) {
        ImageRecord image = Documents.image(document);
        present(document, image).ifPresent(it -> present.put(it.digest().toString(), it));
      }
    }
    return marks.stream()
        .map(mark -> new Step(mark, Optional.ofNullable(present.get(mark.digest().toString()))))
        .toList();
  }

  private static Optional<ImageRecord> present(Document document, ImageRecord image) {
    return document.get("deletedAt") == null ? Optional.of(image) : Optional.empty();
  }
}
