package io.mdis.trust.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.trust.history.Event;
import io.mdis.trust.history.HistoryStore;
import io.mdis.trust.protocol.HistoryEntry;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.ProtocolException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;

/** The history in MongoDB. */
public final class MongoHistory implements HistoryStore {
  private static final int BATCH = 500;

  private final MongoCollection<Document> history;
  private final MongoCollection<Document> states;

  /** Over the collections of a database; nothing is created by this. */
  public MongoHistory(MongoDatabase database) {
    this.history = database.getCollection(Collections.TRUST_HISTORY);
    this.states = database.getCollection(Collections.TRUST_STATES);
  }

  /** Makes the indexes that the queries need. */
  public void ensureIndexes() {
    history.createIndex(Indexes.compoundIndex(Indexes.ascending("of"), Indexes.descending("at")));
    history.createIndex(Indexes.ascending("until"));
  }

  @Override
  public void add(Collection<Event> events) throws IOException {
    List<Event> all = List.copyOf(events);
    for (int i = 0; i < all.size(); i += BATCH) {
      List<Event> some = all.subList(i, Math.min(all.size(), i + BATCH));
      Access.call(
          () -> {
            addSome(some);
            return null;
          });
    }
  }

  private void addSome(List<Event> events) {
    List<String> ids = events.stream().map(MongoHistory::of).distinct().toList();
    Map<String, Document> last = new HashMap<>();
    states.find(Filters.in("_id", ids)).forEach(state -> last.put(state.getString("_id"), state));
    List<WriteModel<Document>> entries = new ArrayList<>();
    Map<String, Document> changed = new HashMap<>();
    for (Event event : events) {
      String of = of(event);
      Document state = last.get(of);
      if (state != null && event.key().equals(state.getString("key"))) {
        entries.add(
            new UpdateOneModel<>(
                eq("_id", state.getString("entry")),
                Updates.combine(
                    Updates.set("until", Date.from(event.entry().until())),
                    Updates.inc("times", event.entry().times()))));
      } else {
        String id = UUID.randomUUID().toString();
        entries.add(new InsertOneModel<>(document(id, event)));
        Document next = new Document("_id", of).append("entry", id).append("key", event.key());
        last.put(of, next);
        changed.put(of, next);
      }
    }
    history.bulkWrite(entries);
    if (!changed.isEmpty()) {
      states.bulkWrite(
          changed.values().stream()
              .map(
                  state ->
                      new ReplaceOneModel<>(
                          eq("_id", state.get("_id")), state, new ReplaceOptions().upsert(true)))
              .toList());
    }
  }

  @Override
  public boolean addReport(String id, Event event) throws IOException {
    return Access.inserted(history, document(id, event));
  }

  @Override
  public List<HistoryEntry> of(HostName host, Digest imageId, int most) throws IOException {
    List<Document> found =
        Access.call(
            () ->
                history
                    .find(eq("of", of(host, imageId)))
                    .sort(Sorts.descending("at"))
                    .limit(most)
                    .into(new ArrayList<>()));
    List<HistoryEntry> entries = new ArrayList<>();
    for (Document one : found) {
      entries.add(entry(one));
    }
    return entries;
  }

  /** Forgets what happened before a time. */
  public long forget(Instant before) throws IOException {
    return Access.call(
        () -> history.deleteMany(Filters.lt("until", Date.from(before))).getDeletedCount());
  }

  private static Document document(String id, Event event) {
    HistoryEntry entry = event.entry();
    return new Document("_id", id)
        .append("of", of(event))
        .append("host", event.host().value())
        .append("image", event.imageId().toString())
        .append("key", event.key())
        .append("kind", entry.kind())
        .append("at", Date.from(entry.at()))
        .append("until", Date.from(entry.until()))
        .append("times", entry.times())
        .append("entry", StoredJson.text(entry));
  }

  private static HistoryEntry entry(Document found) throws ProtocolException {
    HistoryEntry first = StoredJson.read(found.get("entry"), HistoryEntry.class);
    return first.repeated(
        found.getDate("until").toInstant(), ((Number) found.get("times")).longValue());
  }

  private static String of(Event event) {
    return of(event.host(), event.imageId());
  }

  private static String of(HostName host, Digest imageId) {
    return host + "|" + imageId;
  }
}
