package io.mdis.worker.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.worker.judged.JudgedResult;
import io.mdis.worker.judged.JudgedResults;
import io.mdis.worker.judged.ResultChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Results of one dimension in MongoDB. */
final class MongoJudgedResults implements JudgedResults {
  private static final Bson JUDGEABLE = Filters.in("status", "SUCCEEDED", "PARTIAL", "SKIPPED");

  private final ResultStore store;
  private final MongoCollection<Document> results;
  private final FoundFindings found;
  private final ResultChanges changes;
  private final String dimension;

  MongoJudgedResults(
      ResultStore store,
      MongoCollection<Document> results,
      MongoCollection<Document> findings,
      String dimension) {
    this.store = store;
    this.results = results;
    this.found = new FoundFindings(findings, dimension);
    this.changes = new ResultChanges(results, findings, dimension);
    this.dimension = dimension;
  }

  /** Two ranges, for an index knows no "other than". */
  @Override
  public Optional<String> otherVersion(String version) {
    for (Bson range :
        List.of(Filters.lt("rulesVersion", version), Filters.gt("rulesVersion", version))) {
      Document found =
          results
              .find(Filters.and(Filters.eq("dimension", dimension), range, JUDGEABLE))
              .projection(Projections.include("rulesVersion"))
              .sort(Sorts.ascending("rulesVersion"))
              .limit(1)
              .first();
      if (found != null) {
        return Optional.of(found.getString("rulesVersion"));
      }
    }
    return Optional.empty();
  }

  /** Jumps from each version to the next, so that few results are read. */
  @Override
  public Set<String> versions() {
    Set<String> versions = new LinkedHashSet<>();
    String last = "";
    while (true) {
      Document next =
          results
              .find(
                  Filters.and(Filters.eq("dimension", dimension), Filters.gt("rulesVersion", last)))
              .projection(Projections.include("rulesVersion"))
              .sort(Sorts.ascending("rulesVersion"))
              .limit(1)
              .first();
      if (next == null) {
        return versions;
      }
      last = next.getString("rulesVersion");
      versions.add(last);
    }
  }

  @Override
  public List<Digest> page(String version, Optional<Digest> after, int most) {
    List<Bson> wanted = new ArrayList<>(List.of(by(version), JUDGEABLE));
    after.ifPresent(image -> wanted.add(Filters.gt("_id", ResultDocuments.id(image, dimension))));
    return results
        .find(Filters.and(wanted))
        .projection(Projections.include("image"))
        .sort(Sorts.ascending("_id"))
        .limit(most)
        .map(found -> Digest.parse(found.getString("image")))
        .into(new ArrayList<>());
  }

  @Override
  public long count(String version) {
    return results.countDocuments(Filters.and(by(version), JUDGEABLE));
  }

  @Override
  public void mark(String version, String mark) {
    results.updateMany(Filters.and(by(version), JUDGEABLE), Updates.set("judging", mark));
  }

  @Override
  public Map<Digest, JudgedResult> marked(Collection<Digest> images, String version, String mark) {
    return read(
        Filters.and(
            Filters.in("_id", ResultDocuments.ids(images, dimension)),
            Filters.eq("rulesVersion", version),
            Filters.eq("judging", mark)));
  }

  @Override
  public Map<Digest, JudgedResult> of(Collection<Digest> images) {
    return read(Filters.in("_id", ResultDocuments.ids(images, dimension)));
  }

  private Map<Digest, JudgedResult> read(Bson wanted) {
    Map<Digest, JudgedResult> read = new HashMap<>();
    for (Document found : results.find(wanted)) {
      JudgedResult result = result(found);
      read.put(result.image(), result);
    }
    return read;
  }

  @Override
  public Set<String> found(Digest image) {
    return found.ids(image);
  }

  @Override
  public Map<Digest, Set<String>> foundElsewhere(Map<Digest, Asked> asked) {
    return found.elsewhere(asked);
  }

  @Override
  public List<Digest> change(
      String version,
      String mark,
      List<ResultChange> changed,
      String next,
      Map<String, String> facts,
      Instant at) {
    return changes.apply(version, mark, changed, next, facts, at);
  }

  @Override
  public void finish(String version, String mark, String next, Map<String, String> facts) {
    List<Bson> sets = ResultChanges.rules(next, facts);
    sets.add(Updates.unset("judging"));
    results.updateMany(
        Filters.and(by(version), Filters.eq("judging", mark)), Updates.combine(sets));
  }

  @Override
  public void store(Digest image, ScanResult result, Instant at) {
    store.store(image, result, at);
  }

  @Override
  public void unsettle(Collection<Digest> images) {
    results.updateMany(
        Filters.and(Filters.in("_id", ResultDocuments.ids(images, dimension)), JUDGEABLE),
        Updates.combine(Updates.set("rulesVersion", UNSETTLED), Updates.unset("judging")));
  }

  @Override
  public void rescan(Digest image, String rulesVersion) {
    results.updateOne(
        Filters.eq("_id", ResultDocuments.id(image, dimension)),
        Updates.combine(
            Updates.set("scannerVersion", "none"),
            Updates.set("rulesVersion", rulesVersion),
            Updates.unset("judging")));
  }

  private Bson by(String version) {
    return Filters.and(Filters.eq("dimension", dimension), Filters.eq("rulesVersion", version));
  }

  private static JudgedResult result(Document found) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    found
        .get("counts", Document.class)
        .forEach((name, count) -> counts.put(Severity.valueOf(name), ((Number) count).intValue()));
    return new JudgedResult(
        Digest.parse(found.getString("image")),
        ScanStatus.valueOf(found.getString("status")),
        found.getList("reasons", Document.class, List.of()).stream()
            .map(reason -> new ScanReason(reason.getString("code"), reason.getString("message")))
            .toList(),
        counts,
        found.getInteger("suppressed", 0),
        found.getString("scannerVersion"),
        found.getString("rulesVersion"));
  }
}
