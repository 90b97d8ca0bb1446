package io.mdis.report.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import io.mdis.report.query.DimensionReport;
import io.mdis.report.query.FindingPage;
import io.mdis.report.query.FindingQuery;
import io.mdis.report.query.ImageCursor;
import io.mdis.report.query.ImageQuery;
import io.mdis.report.query.ImageRecord;
import io.mdis.report.query.Overview;
import io.mdis.report.query.PageQuery;
import io.mdis.report.query.Rejection;
import io.mdis.report.query.RejectionPage;
import io.mdis.report.query.ReportSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads from MongoDB. Each query is bounded in documents and in time. */
public final class MongoReportSource implements ReportSource {
  private static final long MAX_QUERY_SECONDS = 20;
  private final MongoDatabase database;

  /** Reads from the given database. */
  public MongoReportSource(MongoDatabase database) {
    this.database = database;
  }

  /**
   * Two queries instead of one with $or, so that each walks the index: what is left of the cursor's
   * own instant, then what was accepted before it.
   */
  @Override
  public List<ImageRecord> images(ImageQuery query) {
    List<Bson> named = new ArrayList<>();
    query.registry().ifPresent(registry -> named.add(eq("registry", registry)));
    query.repository().ifPresent(repository -> named.add(eq("repository", repository)));
    int wanted = query.limit() + 1;
    if (query.after().isEmpty()) {
      return images(Conditions.all(named), wanted);
    }
    ImageCursor after = query.after().get();
    Date time = Date.from(after.acceptedAt());
    List<ImageRecord> found =
        new ArrayList<>(
            images(
                Conditions.all(named, eq("acceptedAt", time), gt("_id", after.digest().toString())),
                wanted));
    if (found.size() < wanted) {
      found.addAll(images(Conditions.all(named, lt("acceptedAt", time)), wanted - found.size()));
    }
    return found;
  }

  @Override
  public Optional<ImageRecord> image(Digest digest) {
    return Optional.ofNullable(
            database.getCollection(Collections.IMAGES).find(eq("_id", digest.toString())).first())
        .map(Documents::image);
  }

  @Override
  public Map<Digest, List<DimensionReport>> results(Collection<Digest> images) {
    Map<Digest, List<DimensionReport>> results = new HashMap<>();
    if (images.isEmpty()) {
      return results;
    }
    Bson wanted = and(in("image", texts(images)), eq("current", true));
    for (Document document :
        database
            .getCollection(Collections.RESULTS)
            .find(wanted)
            .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)) {
      results
          .computeIfAbsent(Fields.digest(document, "image"), key -> new ArrayList<>())
          .add(Documents.result(document));
    }
    return results;
  }

  @Override
  public Map<Digest, Overview> overviews(Collection<Digest> images) {
    Map<Digest, Overview> overviews = new HashMap<>();
    if (images.isEmpty()) {
      return overviews;
    }
    for (Document document :
        database.getCollection(Collections.OVERVIEWS).find(in("_id", texts(images)))) {
      Overview overview = Documents.overview(document);
      overviews.put(overview.image(), overview);
    }
    return overviews;
  }

  @Override
  public FindingPage findings(Digest image, FindingQuery query) {
    List<String> current = currentResults(image, query.dimension());
    if (current.isEmpty()) {
      return new FindingPage(List.of(), 0, query.part().page(), query.part().size());
    }
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq("image", image.toString()));
    query.dimension().ifPresent(dimension -> conditions.add(eq("dimension", dimension)));
    conditions.add(in("result", current));
    if (!query.severities().isEmpty()) {
      conditions.add(
          in("severityRank", query.severities().stream().map(Severity::ordinal).toList()));
    }
    Bson wanted = and(conditions);
    var collection = database.getCollection(Collections.FINDINGS);
    long total = collection.countDocuments(wanted);
    List<Finding> findings = new ArrayList<>();
    for (Document document :
        collection
            .find(wanted)
            .sort(orderBy(descending("rank"), ascending("id", "_id")))
            .skip(query.part().page() * query.part().size())
            .limit(query.part().size())
            .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)) {
      findings.add(Documents.finding(document));
    }
    return new FindingPage(findings, total, query.part().page(), query.part().size());
  }

  @Override
  public RejectionPage rejections(PageQuery query) {
    var collection = database.getCollection(Collections.REJECTIONS);
    List<Rejection> rejections = new ArrayList<>();
    for (Document document :
        collection
            .find()
            .sort(descending("at", "_id"))
            .skip(query.page() * query.size())
            .limit(query.size())
            .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)) {
      rejections.add(Documents.rejection(document));
    }
    return new RejectionPage(rejections, collection.countDocuments(), query.page(), query.size());
  }

  private List<String> currentResults(Digest image, Optional<String> dimension) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq("image", image.toString()));
    dimension.ifPresent(name -> conditions.add(eq("dimension", name)));
    conditions.add(eq("current", true));
    List<String> ids = new ArrayList<>();
    for (Document document : database.getCollection(Collections.RESULTS).find(and(conditions))) {
      ids.add(Fields.text(document, "_id"));
    }
    return ids;
  }

  private List<ImageRecord> images(Bson wanted, int limit) {
    List<ImageRecord> images = new ArrayList<>();
    for (Document document :
        database
            .getCollection(Collections.IMAGES)
            .find(wanted)
            .sort(orderBy(descending("acceptedAt"), ascending("_id")))
            .limit(limit)
            .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)) {
      images.add(Documents.image(document));
    }
    return images;
  }

  private static List<String> texts(Collection<Digest> digests) {
    return digests.stream().map(Digest::toString).toList();
  }
}
