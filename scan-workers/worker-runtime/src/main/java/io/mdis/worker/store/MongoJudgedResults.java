package io.mdis.worker.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
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
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Results of one dimension in MongoDB. */
final class MongoJudgedResults implements JudgedResults {
  private static final int BATCH = 1_000;

  /** Pairs of an image and an id that one query looks up. */
  private static final int MOST_POINTS = 2_000;

  private static final Bson JUDGEABLE = Filters.in("status", "SUCCEEDED", "PARTIAL", "SKIPPED");

  private final ResultStore store;
  private final MongoCollection<Document> results;
  private final MongoCollection<Document> findings;
  private final String dimension;

  MongoJudgedResults(
      ResultStore store,
      MongoCollection<Document> results,
      MongoCollection<Document> findings,
      String dimension) {
    this.store = store;
    this.results = results;
    this.findings = findings;
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
            Filters.in("_id", ids(images)),
            Filters.eq("rulesVersion", version),
            Filters.eq("judging", mark)));
  }

  @Override
  public Map<Digest, JudgedResult> of(Collection<Digest> images) {
    return read(Filters.in("_id", ids(images)));
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
    return findings
        .find(
            Filters.and(Filters.eq("image", image.toString()), Filters.eq("dimension", dimension)))
        .projection(Projections.include("id"))
        .map(found -> found.getString("id"))
        .into(new HashSet<>());
  }

  @Override
  public Map<Digest, Set<String>> foundElsewhere(Map<Digest, Asked> asked) {
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

  @Override
  public List<Digest> change(
      String version,
      String mark,
      List<ResultChange> changes,
      String next,
      Map<String, String> facts,
      Instant at) {
    write(changes);
    List<WriteModel<Document>> updates = new ArrayList<>();
    for (ResultChange change : changes) {
      List<Bson> sets = rules(next, facts);
      sets.add(Updates.set("counts", ResultDocuments.counts(change.counts())));
      sets.add(Updates.set("finishedAt", Date.from(at)));
      // A scan that has just stored its result must see that it is no longer in force.
      sets.add(Updates.set("content", mark));
      sets.add(Updates.unset("judging"));
      updates.add(
          new UpdateOneModel<>(
              Filters.and(
                  Filters.eq("_id", ResultDocuments.id(change.image(), dimension)),
                  Filters.eq("rulesVersion", version),
                  Filters.eq("judging", mark),
                  // Who suppresses findings meanwhile counts them too.
                  Filters.eq("counts", ResultDocuments.counts(change.earlier().counts())),
                  Filters.eq("suppressed", 0)),
              Updates.combine(sets)));
    }
    if (updates.isEmpty() || results.bulkWrite(updates).getMatchedCount() == changes.size()) {
      return List.of();
    }
    List<Digest> images = changes.stream().map(ResultChange::image).toList();
    return results
        .find(Filters.and(Filters.in("_id", ids(images)), Filters.ne("content", mark)))
        .map(found -> Digest.parse(found.getString("image")))
        .into(new ArrayList<>());
  }

  private void write(List<ResultChange> changes) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (ResultChange change : changes) {
      Set<String> come = new HashSet<>();
      for (Finding finding : change.come()) {
        come.add(ResultDocuments.findingId(change.image(), finding));
        writes.add(ResultStore.replace(ResultDocuments.finding(change.image(), finding)));
      }
      for (Finding finding : change.gone()) {
        String id = ResultDocuments.findingId(change.image(), finding);
        if (!come.contains(id)) {
          writes.add(new DeleteOneModel<>(Filters.eq("_id", id)));
        }
      }
    }
    for (int i = 0; i < writes.size(); i += BATCH) {
      findings.bulkWrite(writes.subList(i, Math.min(writes.size(), i + BATCH)));
    }
  }

  @Override
  public void finish(String version, String mark, String next, Map<String, String> facts) {
    List<Bson> sets = rules(next, facts);
    sets.add(Updates.unset("judging"));
    results.updateMany(
        Filters.and(by(version), Filters.eq("judging", mark)), Updates.combine(sets));
  }

  private static List<Bson> rules(String next, Map<String, String> facts) {
    List<Bson> sets = new ArrayList<>();
    sets.add(Updates.set("rulesVersion", next));
    facts.forEach(
        (name, value) ->
            sets.add(
                value.isEmpty()
                    ? Updates.unset("facts." + name)
                    : Updates.set("facts." + name, value)));
    return sets;
  }

  @Override
  public void store(Digest image, ScanResult result, Instant at) {
    store.store(image, result, at);
  }

  @Override
  public void unsettle(Collection<Digest> images) {
    results.updateMany(
        Filters.and(Filters.in("_id", ids(images)), JUDGEABLE),
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

  private List<String> ids(Collection<Digest> images) {
    return images.stream().map(image -> ResultDocuments.id(image, dimension)).toList();
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
