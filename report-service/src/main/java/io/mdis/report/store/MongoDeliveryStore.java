package io.mdis.report.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import io.mdis.contracts.Collections;
import io.mdis.report.notify.Batch;
import io.mdis.report.notify.Delivery;
import io.mdis.report.notify.DeliveryStore;
import io.mdis.report.notify.ReceiverState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Deliveries and receivers in MongoDB. One replica has a receiver at a time, for a while. */
public final class MongoDeliveryStore implements DeliveryStore {
  private static final String WAITING = "WAITING";
  private static final String SENDING = "SENDING";
  private static final String SENT = "SENT";
  private static final String DEAD = "DEAD";

  /** More deliveries than any dead letters that are shown have. */
  private static final int MOST_READ = 10_000;

  private final MongoCollection<Document> deliveries;
  private final MongoCollection<Document> receivers;

  /** In the given database; nothing is created by this. */
  public MongoDeliveryStore(MongoDatabase database) {
    this.deliveries = database.getCollection(Collections.DELIVERIES);
    this.receivers = database.getCollection(Collections.RECEIVERS);
  }

  /** Makes the indexes that the queries need. */
  public void prepare() {
    deliveries.createIndex(Indexes.ascending("receiver", "state", "createdAt", "_id"));
    deliveries.createIndex(Indexes.ascending("batch"));
    deliveries.createIndex(Indexes.ascending("state", "doneAt"));
  }

  @Override
  public void keep(Collection<Delivery> kept) {
    for (Delivery delivery : kept) {
      IfAbsent.insert(
          deliveries,
          new Document("_id", delivery.id())
              .append("receiver", delivery.receiver())
              .append("alert", delivery.alert())
              .append("urgent", delivery.urgent())
              .append("createdAt", Date.from(delivery.createdAt()))
              .append("state", WAITING));
    }
  }

  @Override
  public ReceiverState state(String receiver) {
    Document found = receivers.find(eq("_id", receiver)).first();
    return found == null
        ? ReceiverState.NEW
        : new ReceiverState(
            Fields.number(found, "failures"),
            Fields.optionalInstant(found, "notBefore").orElse(Instant.EPOCH),
            Optional.ofNullable(Fields.text(found, "lastError")),
            Fields.optionalInstant(found, "lastSentAt"));
  }

  @Override
  public long waiting(String receiver) {
    return deliveries.countDocuments(of(receiver, WAITING))
        + deliveries.countDocuments(of(receiver, SENDING));
  }

  @Override
  public long dead(String receiver) {
    return deliveries.countDocuments(of(receiver, DEAD));
  }

  @Override
  public boolean lease(String receiver, String owner, Instant now, Instant until) {
    IfAbsent.insert(
        receivers,
        new Document("_id", receiver)
            .append("owner", owner)
            .append("leaseUntil", Date.from(Instant.EPOCH))
            .append("failures", 0));
    Bson free = or(eq("owner", owner), lt("leaseUntil", Date.from(now)));
    return receivers
            .updateOne(
                and(eq("_id", receiver), free),
                combine(set("owner", owner), set("leaseUntil", Date.from(until))))
            .getMatchedCount()
        == 1;
  }

  @Override
  public void release(String receiver, String owner) {
    receivers.updateOne(
        and(eq("_id", receiver), eq("owner", owner)), set("leaseUntil", Date.from(Instant.EPOCH)));
  }

  @Override
  public Optional<Batch> unsent(String receiver) {
    Document oldest =
        deliveries.find(of(receiver, SENDING)).sort(ascending("createdAt", "_id")).limit(1).first();
    // Whoever held the lease before may settle the rest of a batch between these two reads.
    return Optional.ofNullable(oldest)
        .flatMap(
            found ->
                batches(
                        deliveries
                            .find(and(eq("batch", found.getString("batch")), eq("state", SENDING)))
                            .into(new ArrayList<>()))
                    .stream()
                    .findFirst());
  }

  @Override
  public List<Delivery> next(String receiver, boolean urgentOnly, int most) {
    Bson wanted = of(receiver, WAITING);
    return deliveries
        .find(urgentOnly ? and(wanted, eq("urgent", true)) : wanted)
        .sort(ascending("createdAt", "_id"))
        .limit(most)
        .map(
            found ->
                new Delivery(
                    found.getString("_id"),
                    receiver,
                    found.getString("alert"),
                    found.getBoolean("urgent", false),
                    Fields.instant(found, "createdAt")))
        .into(new ArrayList<>());
  }

  @Override
  public Batch batch(String receiver, List<Delivery> together, Instant now) {
    String batch = UUID.randomUUID().toString();
    deliveries.updateMany(
        and(in("_id", together.stream().map(Delivery::id).toList()), eq("state", WAITING)),
        combine(set("state", SENDING), set("batch", batch), set("batchAt", Date.from(now))));
    return new Batch(batch, receiver, together.stream().map(Delivery::alert).toList(), now, "");
  }

  @Override
  public void sent(Batch batch, Instant now) {
    deliveries.updateMany(
        and(eq("batch", batch.id()), eq("state", SENDING)),
        combine(set("state", SENT), set("doneAt", Date.from(now)), unset("error")));
    receivers.updateOne(
        eq("_id", batch.receiver()),
        combine(
            set("failures", 0),
            set("lastSentAt", Date.from(now)),
            unset("lastError"),
            unset("notBefore")));
  }

  @Override
  public void failed(Batch batch, String error, int failures, Instant notBefore) {
    deliveries.updateMany(eq("batch", batch.id()), set("error", error));
    receivers.updateOne(
        eq("_id", batch.receiver()),
        combine(
            set("failures", failures),
            set("notBefore", Date.from(notBefore)),
            set("lastError", error)));
  }

  @Override
  public void dead(Batch batch, String error, Instant now) {
    deliveries.updateMany(
        and(eq("batch", batch.id()), eq("state", SENDING)),
        combine(set("state", DEAD), set("doneAt", Date.from(now)), set("error", error)));
    receivers.updateOne(eq("_id", batch.receiver()), set("lastError", error));
  }

  @Override
  public List<Batch> deadLetters(Optional<String> receiver, int most) {
    Bson dead = eq("state", DEAD);
    List<Batch> found =
        batches(
            deliveries
                .find(receiver.map(name -> and(eq("receiver", name), dead)).orElse(dead))
                .sort(descending("doneAt"))
                .limit(MOST_READ)
                .into(new ArrayList<>()));
    return found.subList(0, Math.min(found.size(), most));
  }

  @Override
  public boolean replay(String batch, Instant now) {
    Bson dead = and(eq("batch", batch), eq("state", DEAD));
    Document one = deliveries.find(dead).first();
    if (one == null) {
      return false;
    }
    deliveries.updateMany(
        dead,
        combine(
            set("state", SENDING),
            set("batchAt", Date.from(now)),
            unset("doneAt"),
            unset("error")));
    receivers.updateOne(
        eq("_id", one.getString("receiver")),
        combine(set("failures", 0), unset("notBefore")),
        new UpdateOptions().upsert(true));
    return true;
  }

  @Override
  public void forget(Instant sentBefore) {
    deliveries.deleteMany(and(eq("state", SENT), lt("doneAt", Date.from(sentBefore))));
  }

  private static Bson of(String receiver, String state) {
    return and(eq("receiver", receiver), eq("state", state));
  }

  /** Those of one batch together, in the order in which they come. */
  private static List<Batch> batches(List<Document> found) {
    Map<String, List<Document>> byBatch = new LinkedHashMap<>();
    for (Document delivery : found) {
      byBatch.computeIfAbsent(delivery.getString("batch"), key -> new ArrayList<>()).add(delivery);
    }
    List<Batch> batches = new ArrayList<>();
    byBatch.forEach(
        (id, some) ->
            batches.add(
                new Batch(
                    id,
                    some.getFirst().getString("receiver"),
                    some.stream().map(delivery -> delivery.getString("alert")).toList(),
                    Fields.instant(some.getFirst(), "batchAt"),
                    Optional.ofNullable(Fields.text(some.getFirst(), "error")).orElse(""))));
    return batches;
  }
}
