package io.mdis.report.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.export.Component;
import io.mdis.report.export.StoredDetail;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;

/** Reads findings and inventories from MongoDB. Each query is bounded in documents and time. */
public final class MongoStoredDetail implements StoredDetail {
  private static final long MAX_QUERY_SECONDS = 20;
  private static final int MOST_PARTS = 100;
  private static final int IDS_AT_ONCE = 1_000;
  private static final int PATHS = 65_536;

  private final MongoDatabase database;

  /** Reads from the given database. */
  public MongoStoredDetail(MongoDatabase database) {
    this.database = database;
  }

  /** The best of what a dimension has yet to tell. */
  private record Head(Document finding, MongoCursor<Document> rest) {
    private static final Comparator<Head> MOST_URGENT_FIRST =
        Comparator.comparingInt((Head head) -> -Fields.number(head.finding, "rank"))
            .thenComparing(head -> Fields.text(head.finding, "id"))
            .thenComparing(head -> Fields.text(head.finding, "_id"));
  }

  /** Each dimension is read in the order of its index, and of these orders one is made. */
  @Override
  public List<Finding> findings(Digest image, int most) {
    List<Finding> findings = new ArrayList<>();
    PriorityQueue<Head> heads = new PriorityQueue<>(Head.MOST_URGENT_FIRST);
    List<MongoCursor<Document>> opened = new ArrayList<>();
    try {
      for (Document result :
          database
              .getCollection(Collections.RESULTS)
              .find(and(eq("image", image.toString()), eq("current", true)))) {
        MongoCursor<Document> cursor = of(result, most);
        opened.add(cursor);
        advance(cursor, heads);
      }
      while (!heads.isEmpty() && findings.size() < most) {
        Head head = heads.remove();
        findings.add(Documents.finding(head.finding));
        advance(head.rest, heads);
      }
    } finally {
      opened.forEach(MongoCursor::close);
    }
    return findings;
  }

  private MongoCursor<Document> of(Document result, int most) {
    return database
        .getCollection(Collections.FINDINGS)
        .find(
            and(
                eq("image", Fields.text(result, "image")),
                eq("dimension", Fields.text(result, "dimension")),
                eq("result", Fields.text(result, "_id"))))
        .sort(orderBy(descending("rank"), ascending("id", "_id")))
        .limit(most)
        .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)
        .cursor();
  }

  private static void advance(MongoCursor<Document> cursor, PriorityQueue<Head> heads) {
    if (cursor.hasNext()) {
      heads.add(new Head(cursor.next(), cursor));
    }
  }

  /** A package and its place, as an inventory keeps them. */
  private record Place(String build, Digest layer, String path) {}

  @Override
  public List<Component> components(Digest image, int most) {
    List<Place> places = new ArrayList<>();
    MongoCollection<Document> inventories = database.getCollection(Collections.INVENTORIES);
    int parts = 1;
    for (int part = 0; part < Math.min(parts, MOST_PARTS) && places.size() < most; part++) {
      String id = part == 0 ? image.toString() : image + "|" + part;
      Document document = inventories.find(eq("_id", id)).first();
      if (document == null) {
        break;
      }
      parts = Fields.number(document, "parts");
      places.addAll(places(document));
    }
    List<Place> wanted = places.subList(0, Math.min(most, places.size()));
    Map<String, Document> packages = packages(wanted);
    return wanted.stream()
        .map(place -> component(place, packages.get(place.build)))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Four bytes of each package: the number of its layer and that of its path. */
  private static List<Place> places(Document part) {
    List<Digest> layers = Fields.list(part, "layers").stream().map(Digest::parse).toList();
    List<String> paths = Fields.list(part, "paths");
    ByteBuffer numbers = ByteBuffer.wrap(part.get("places", Binary.class).getData());
    List<Place> places = new ArrayList<>();
    for (String build : Fields.list(part, "packages")) {
      int number = numbers.getInt();
      places.add(new Place(build, layers.get(number / PATHS), paths.get(number % PATHS)));
    }
    return places;
  }

  private Map<String, Document> packages(List<Place> places) {
    List<String> ids = places.stream().map(Place::build).distinct().toList();
    Map<String, Document> packages = new HashMap<>();
    for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
      for (Document document :
          database
              .getCollection(Collections.PACKAGES)
              .find(in("_id", some))
              .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)) {
        packages.put(Fields.text(document, "_id"), document);
      }
    }
    return packages;
  }

  /** Null for a package that is not stored (yet). */
  private static Component component(Place place, Document stored) {
    return stored == null
        ? null
        : new Component(
            Optional.ofNullable(Fields.text(stored, "purl")),
            Fields.text(stored, "type"),
            Fields.text(stored, "name"),
            Fields.text(stored, "version"),
            Objects.requireNonNullElse(Fields.text(stored, "arch"), ""),
            Objects.requireNonNullElse(
                Fields.text(stored, "sourceName"), Fields.text(stored, "name")),
            place.layer,
            place.path);
  }
}
