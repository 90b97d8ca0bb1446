package io.mdis.report.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.mdis.contracts.Collections;
import io.mdis.report.query.PageQuery;
import io.mdis.report.whitelist.StoredSuppression;
import io.mdis.report.whitelist.SuppressionChange;
import io.mdis.report.whitelist.SuppressionChangePage;
import io.mdis.report.whitelist.SuppressionPage;
import io.mdis.report.whitelist.SuppressionQuery;
import io.mdis.report.whitelist.SuppressionState;
import io.mdis.report.whitelist.SuppressionStore;
import io.mdis.suppression.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Entries in MongoDB. Each change is written down before it is made, and the version grows after
 * it, so that readers who see no new version have missed nothing.
 */
public final class MongoSuppressions implements SuppressionStore {
  private static final int BATCH = 1_000;
  private static final long MAX_QUERY_SECONDS = 20;

  private final MongoCollection<Document> entries;
  private final MongoCollection<Document> log;
  private final MongoCollection<Document> state;

  /** In the given database; nothing is created by this. */
  public MongoSuppressions(MongoDatabase database) {
    this.entries = database.getCollection(Collections.SUPPRESSIONS);
    this.log = database.getCollection(Collections.SUPPRESSION_LOG);
    this.state = database.getCollection(Collections.SUPPRESSION_STATE);
  }

  /** Makes the indexes, and has readers look for a change that nobody came to tell of. */
  public void prepare() {
    entries.createIndex(Indexes.ascending("expiresAt", "_id"));
    entries.createIndex(Indexes.ascending("origin", "source"));
    entries.createIndex(Indexes.ascending("names"));
    log.createIndex(Indexes.descending("at", "_id"));
    log.createIndex(
        Indexes.compoundIndex(Indexes.ascending("entry"), Indexes.descending("at", "_id")));
    tell();
  }

  @Override
  public Optional<StoredSuppression> find(String id) {
    return Optional.ofNullable(entries.find(eq("_id", id)).first())
        .map(SuppressionDocuments::entry);
  }

  @Override
  public List<StoredSuppression> find(Collection<String> ids) {
    List<String> all = List.copyOf(ids);
    List<StoredSuppression> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i += BATCH) {
      entries
          .find(in("_id", all.subList(i, Math.min(all.size(), i + BATCH))))
          .map(SuppressionDocuments::entry)
          .into(found);
    }
    return found;
  }

  @Override
  public SuppressionPage list(SuppressionQuery query, Instant now, Duration soon) {
    List<Bson> conditions = new ArrayList<>();
    query.state().ifPresent(wanted -> conditions.add(condition(wanted, now, now.plus(soon))));
    query.origin().ifPresent(origin -> conditions.add(eq("origin", origin.label())));
    query
        .vulnerability()
        .ifPresent(name -> conditions.add(eq("names", SuppressionDocuments.name(name))));
    Bson wanted = Conditions.all(conditions);
    PageQuery part = query.part();
    // Nothing sorts before everything in MongoDB, and what never ends is to come last.
    Bson order =
        query.state().equals(Optional.of(SuppressionState.EXPIRING))
            ? ascending("expiresAt", "_id")
            : orderBy(descending("expiresAt"), ascending("_id"));
    List<StoredSuppression> found =
        entries
            .find(wanted)
            .sort(order)
            .skip(part.page() * part.size())
            .limit(part.size())
            .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)
            .map(SuppressionDocuments::entry)
            .into(new ArrayList<>());
    return new SuppressionPage(found, entries.countDocuments(wanted), part.page(), part.size());
  }

  private static Bson condition(SuppressionState state, Instant now, Instant soon) {
    return switch (state) {
      case ACTIVE -> or(eq("expiresAt", null), gt("expiresAt", Date.from(soon)));
      case EXPIRING -> and(gt("expiresAt", Date.from(now)), lte("expiresAt", Date.from(soon)));
      case EXPIRED -> lte("expiresAt", Date.from(now));
    };
  }

  @Override
  public List<StoredSuppression> ofSource(Origin origin, String source) {
    return entries
        .find(and(eq("origin", origin.label()), eq("source", source)))
        .map(SuppressionDocuments::entry)
        .into(new ArrayList<>());
  }

  @Override
  public List<String> sources(Origin origin) {
    return List.copyOf(
        entries
            .distinct("source", eq("origin", origin.label()), String.class)
            .into(new TreeSet<>()));
  }

  @Override
  public boolean change(SuppressionChange change) {
    boolean expected =
        find(change.entry())
            .map(stored -> change.before() != null && stored.revision() == expected(change))
            .orElse(change.before() == null);
    if (!expected) {
      return false;
    }
    log.insertOne(SuppressionDocuments.change(change));
    boolean done = made(change);
    tell();
    return done;
  }

  private boolean made(SuppressionChange change) {
    Bson unchanged = and(eq("_id", change.entry()), eq("revision", expected(change)));
    return switch (change.action()) {
      case CREATED -> IfAbsent.insert(entries, SuppressionDocuments.entry(change));
      case CHANGED ->
          entries.replaceOne(unchanged, SuppressionDocuments.entry(change)).getMatchedCount() == 1;
      case REMOVED -> entries.deleteOne(unchanged).getDeletedCount() == 1;
    };
  }

  private static long expected(SuppressionChange change) {
    return change.action() == SuppressionChange.Action.CHANGED
        ? change.revision() - 1
        : change.revision();
  }

  @Override
  public void changeAll(List<SuppressionChange> changes) {
    for (int i = 0; i < changes.size(); i += BATCH) {
      List<SuppressionChange> some = changes.subList(i, Math.min(changes.size(), i + BATCH));
      log.insertMany(some.stream().map(SuppressionDocuments::change).toList());
      entries.bulkWrite(some.stream().map(MongoSuppressions::write).toList());
    }
    if (!changes.isEmpty()) {
      tell();
    }
  }

  private static WriteModel<Document> write(SuppressionChange change) {
    Bson id = eq("_id", change.entry());
    return change.after() == null
        ? new DeleteOneModel<>(id)
        : new ReplaceOneModel<>(
            id, SuppressionDocuments.entry(change), new ReplaceOptions().upsert(true));
  }

  @Override
  public SuppressionChangePage log(Optional<String> entry, PageQuery part) {
    Bson wanted = entry.<Bson>map(id -> eq("entry", id)).orElseGet(Document::new);
    List<SuppressionChange> found =
        log.find(wanted)
            .sort(descending("at", "_id"))
            .skip(part.page() * part.size())
            .limit(part.size())
            .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)
            .map(SuppressionDocuments::change)
            .into(new ArrayList<>());
    return new SuppressionChangePage(found, log.countDocuments(wanted), part.page(), part.size());
  }

  private void tell() {
    state.updateOne(
        eq("_id", "version"), Updates.inc("version", 1L), new UpdateOptions().upsert(true));
  }
}
