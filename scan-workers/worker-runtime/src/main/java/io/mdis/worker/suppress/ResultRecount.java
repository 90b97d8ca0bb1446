package io.mdis.worker.suppress;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResultMessage;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Counts the findings of a stored result anew, after some were suppressed or no longer are. */
final class ResultRecount {
  private static final int MOST_REASONS = 20;

  private final MongoCollection<Document> results;
  private final MongoCollection<Document> findings;
  private final String dimension;

  ResultRecount(MongoDatabase database, String dimension) {
    this.results = database.getCollection(Collections.RESULTS);
    this.findings = database.getCollection(Collections.FINDINGS);
    this.dimension = dimension;
  }

  /** What there is to tell of the result now; empty when a scan has replaced it meanwhile. */
  Optional<ScanResultMessage> count(String image) {
    Bson current =
        Filters.and(
            Filters.eq("image", image),
            Filters.eq("dimension", dimension),
            Filters.eq("current", true));
    Document result = results.find(current).first();
    if (result == null) {
      return Optional.empty();
    }
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    int suppressed = 0;
    for (Document finding :
        findings
            .find(Filters.and(Filters.eq("image", image), Filters.eq("dimension", dimension)))
            .projection(Projections.include("severity", "suppression"))) {
      if (finding.containsKey("suppression")) {
        suppressed++;
      } else {
        counts.merge(Severity.valueOf(finding.getString("severity")), 1, Integer::sum);
      }
    }
    Document stored = new Document();
    counts.forEach((severity, count) -> stored.append(severity.name(), count));
    // A scan that ends meanwhile writes its own counts, and they are newer.
    boolean same =
        results
                .updateOne(
                    Filters.and(
                        Filters.eq("_id", result.getString("_id")),
                        Filters.eq("finishedAt", result.getDate("finishedAt"))),
                    Updates.combine(
                        Updates.set("counts", stored), Updates.set("suppressed", suppressed)))
                .getMatchedCount()
            == 1;
    return same ? Optional.of(message(result, counts, suppressed)) : Optional.empty();
  }

  private ScanResultMessage message(
      Document result, Map<Severity, Integer> counts, int suppressed) {
    List<ScanReason> reasons =
        result.getList("reasons", Document.class, List.of()).stream()
            .limit(MOST_REASONS)
            .map(reason -> new ScanReason(reason.getString("code"), reason.getString("message")))
            .toList();
    return new ScanResultMessage(
        Digest.parse(result.getString("image")),
        dimension,
        ScanStatus.valueOf(result.getString("status")),
        reasons,
        counts,
        suppressed,
        result.getString("scannerVersion"),
        result.getString("rulesVersion"),
        result.getDate("finishedAt").toInstant());
  }
}
