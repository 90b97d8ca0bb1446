package io.mdis.trust.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.mdis.contracts.Collections;
import io.mdis.trust.audit.AuditStore;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.ProtocolException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** The audit log in MongoDB: documents are only inserted. */
public final class MongoAudit implements AuditStore {
  private final MongoCollection<Document> entries;

  /** Over the collection of a database; nothing is created by this. */
  public MongoAudit(MongoDatabase database) {
    this.entries = database.getCollection(Collections.TRUST_AUDIT);
  }

  @Override
  public Optional<Stored> last() throws IOException {
    Document found =
        Access.call(() -> entries.find().sort(Sorts.descending("_id")).limit(1).first());
    return Optional.ofNullable(found).map(MongoAudit::stored);
  }

  @Override
  public boolean add(long number, Envelope envelope) throws IOException {
    Document document = new Document("_id", number).append("envelope", StoredJson.text(envelope));
    return Access.inserted(entries, document);
  }

  @Override
  public List<Stored> from(long number, int most) throws IOException {
    return Access.call(
        () ->
            entries
                .find(Filters.gte("_id", number))
                .sort(Sorts.ascending("_id"))
                .limit(most)
                .map(MongoAudit::stored)
                .into(new ArrayList<>()));
  }

  private static Stored stored(Document found) {
    long number = ((Number) found.get("_id")).longValue();
    try {
      return new Stored(number, StoredJson.read(found.get("envelope"), Envelope.class));
    } catch (ProtocolException e) {
      // Said where the log is checked.
      return new Stored(number, null);
    }
  }
}
