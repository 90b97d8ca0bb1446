package io.mdis.trust.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.messaging.JsonCodec;
import io.mdis.trust.alert.AlertStore;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What was told and is to be told, in MongoDB. */
public final class MongoTrustAlerts implements AlertStore {
  private final MongoCollection<Document> alerts;

  /** Over the collection of a database; nothing is created by this. */
  public MongoTrustAlerts(MongoDatabase database) {
    this.alerts = database.getCollection(Collections.TRUST_ALERTS);
  }

  /** Makes the indexes that the queries need. */
  public void ensureIndexes() {
    alerts.createIndex(Indexes.ascending("pending"));
    alerts.createIndex(Indexes.ascending("host", "image"));
  }

  @Override
  public boolean raise(AlertMessage message, boolean detailed) throws IOException {
    return Access.call(
        () -> {
          Document before = alerts.find(eq("_id", message.id())).first();
          if (before != null && !isNews(before, message, detailed)) {
            alerts.updateOne(
                eq("_id", message.id()),
                Updates.combine(
                    Updates.set("lastAt", Date.from(message.at())), Updates.inc("times", 1L)));
            return false;
          }
          alerts.replaceOne(
              eq("_id", message.id()),
              document(message, detailed, before),
              new ReplaceOptions().upsert(true));
          return true;
        });
  }

  private static boolean isNews(Document before, AlertMessage message, boolean detailed) {
    if (before.get("restoredAt") != null) {
      return true;
    }
    boolean wasDetailed = before.getBoolean("detailed", false);
    return (detailed || !wasDetailed) && !evidence(message).equals(before.getString("evidence"));
  }

  private static Document document(AlertMessage message, boolean detailed, Document before) {
    return new Document("_id", message.id())
        .append("pending", true)
        .append("message", new String(JsonCodec.encode(message), StandardCharsets.UTF_8))
        .append("evidence", evidence(message))
        .append("detailed", detailed)
        .append("host", message.evidence().get(HOST))
        .append("image", message.evidence().get(IMAGE_ID))
        .append("raisedAt", Date.from(message.at()))
        .append("lastAt", Date.from(message.at()))
        .append("times", before == null ? 1L : before.get("times", Number.class).longValue() + 1);
  }

  @Override
  public void restored(HostName host, Collection<Digest> imageIds, Instant at) throws IOException {
    Bson these =
        and(
            eq("host", host.value()),
            in("image", imageIds.stream().map(Digest::toString).toList()),
            eq("restoredAt", null));
    Access.call(() -> alerts.updateMany(these, Updates.set("restoredAt", Date.from(at))));
  }

  @Override
  public List<AlertMessage> pending(int most) throws IOException {
    List<Document> found =
        Access.call(() -> alerts.find(eq("pending", true)).limit(most).into(new ArrayList<>()));
    List<AlertMessage> messages = new ArrayList<>();
    for (Document one : found) {
      byte[] json = one.getString("message").getBytes(StandardCharsets.UTF_8);
      messages.add(JsonCodec.decode(json, AlertMessage.class));
    }
    return messages;
  }

  @Override
  public void told(List<AlertMessage> messages) throws IOException {
    for (AlertMessage message : messages) {
      // One that was raised anew in between is told again.
      Bson same = and(eq("_id", message.id()), eq("raisedAt", Date.from(message.at())));
      Access.call(() -> alerts.updateOne(same, Updates.unset("pending")));
    }
  }

  /** The same evidence is the same text, whatever order its names come in. */
  private static String evidence(AlertMessage message) {
    return new TreeMap<>(message.evidence()).toString();
  }
}
