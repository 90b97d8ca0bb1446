package io.mdis.report.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanStatus;
import io.mdis.policy.DimensionState;
import io.mdis.policy.ImageEvidence;
import io.mdis.policy.KnownFinding;
import io.mdis.report.alert.AlertState;
import io.mdis.report.gate.EvidenceSource;
import io.mdis.report.query.ImageRecord;
import io.mdis.suppression.ImageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Evidence from MongoDB: current results and their findings, alerts for since when a vulnerability
 * is known and for tampering that nobody has answered for. Each query is bounded in documents and
 * time.
 */
public final class MongoEvidenceSource implements EvidenceSource {
  private static final long MAX_QUERY_SECONDS = 5;
  private static final int MOST_FINDINGS = 20_000;
  private static final int MOST_TAMPERED = 20;

  private final MongoDatabase database;

  /** Reads from the given database. */
  public MongoEvidenceSource(MongoDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<ImageEvidence> find(Digest digest) {
    Document stored =
        database.getCollection(Collections.IMAGES).find(eq("_id", digest.toString())).first();
    if (stored == null) {
      return Optional.empty();
    }
    ImageRecord image = Documents.image(stored);
    Map<String, DimensionState> dimensions = new TreeMap<>();
    List<String> current = new ArrayList<>();
    Optional<String> base = Optional.empty();
    for (Document result : find(Collections.RESULTS, ofImage(digest, eq("current", true)), 100)) {
      dimensions.put(
          Fields.text(result, "dimension"),
          new DimensionState(
              Fields.value(ScanStatus.class, result, Fields.text(result, "status")),
              Fields.reasons(result)));
      current.add(Fields.text(result, "_id"));
      base = base.or(() -> Optional.ofNullable(Fields.texts(result, "facts").get("base")));
    }
    return Optional.of(
        new ImageEvidence(
            List.of(
                new ImageName(
                    image.registry() + "/" + image.repository(), image.tags(), digest.toString())),
            dimensions,
            findings(image, current, dimensions),
            base,
            tampered(image)));
  }

  /**
   * The worst ones first; where there are more than are read, their dimensions are not complete.
   */
  private List<KnownFinding> findings(
      ImageRecord image, List<String> current, Map<String, DimensionState> dimensions) {
    if (current.isEmpty()) {
      return List.of();
    }
    Map<String, Instant> later = becameKnown(image.digest());
    List<KnownFinding> found = new ArrayList<>();
    for (Document document :
        database
            .getCollection(Collections.FINDINGS)
            .find(ofImage(image.digest(), in("result", current)))
            .sort(orderBy(descending("rank"), ascending("id", "_id")))
            .limit(MOST_FINDINGS + 1)
            .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)) {
      Finding finding = Documents.finding(document);
      Instant since = later.get(finding.id());
      found.add(
          new KnownFinding(
              finding, Optional.of(since == null ? image.acceptedAt() : since), since != null));
    }
    if (found.size() > MOST_FINDINGS) {
      ScanReason reason =
          new ScanReason("policy.too-many-findings", "more than " + MOST_FINDINGS + " findings");
      dimensions.replaceAll((name, state) -> incomplete(state, reason));
    }
    return found;
  }

  private static DimensionState incomplete(DimensionState state, ScanReason reason) {
    return state.status() == ScanStatus.SUCCEEDED
        ? new DimensionState(ScanStatus.PARTIAL, List.of(reason))
        : state;
  }

  /** When a vulnerability was last found to be there after all, by id. */
  private Map<String, Instant> becameKnown(Digest image) {
    Map<String, Instant> known = new HashMap<>();
    Bson raised = ofImage(image, eq("kind", AlertMessage.VULNERABILITY_NEW));
    for (Document alert : find(Collections.RAISED_ALERTS, raised, MOST_FINDINGS)) {
      known.merge(
          Fields.text(alert, "finding"),
          Fields.instant(alert, "at"),
          (one, other) -> one.isAfter(other) ? one : other);
    }
    return known;
  }

  private List<String> tampered(ImageRecord image) {
    Bson open =
        and(
            in("image", image.digests().stream().map(Digest::toString).toList()),
            eq("state", AlertState.OPEN.name()),
            eq("kind", AlertMessage.TRUST_TAMPERED));
    List<String> where = new ArrayList<>();
    for (Document document : find(Collections.RAISED_ALERTS, open, MOST_TAMPERED)) {
      AlertMessage alert = AlertDocuments.message(document);
      where.add(
          alert.evidence().getOrDefault("host", "a host")
              + ": "
              + alert.evidence().getOrDefault("path", alert.finding()));
    }
    return where;
  }

  private Iterable<Document> find(String collection, Bson wanted, int most) {
    return database
        .getCollection(collection)
        .find(wanted)
        .limit(most)
        .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS);
  }

  private static Bson ofImage(Digest image, Bson more) {
    return and(eq("image", image.toString()), more);
  }
}
