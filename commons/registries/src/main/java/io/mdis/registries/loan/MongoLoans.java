package io.mdis.registries.loan;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/** Sealed logins in MongoDB, as {@link Collections} describes them. */
public final class MongoLoans implements SealedLoans {
  private final MongoCollection<Document> loans;

  /** Over the collection of a database; nothing is created by this. */
  public MongoLoans(MongoDatabase database) {
    this.loans = database.getCollection(Collections.REGISTRY_LOANS);
  }

  /** Makes the index that is missing. */
  public void createIndexes() {
    loans.createIndex(Indexes.ascending("until"));
  }

  @Override
  public void put(Sealed sealed) {
    Loan loan = sealed.loan();
    loans.replaceOne(
        Filters.eq("_id", loan.event()),
        new Document("_id", loan.event())
            .append("registry", loan.registry())
            .append("repository", loan.repository())
            .append("digest", loan.digest().toString())
            .append("until", Date.from(loan.until()))
            .append("sealed", new Binary(sealed.login())),
        new ReplaceOptions().upsert(true));
  }

  @Override
  public Optional<Sealed> find(String event) {
    return Optional.ofNullable(loans.find(Filters.eq("_id", event)).first()).map(MongoLoans::read);
  }

  @Override
  public void end(String event) {
    loans.deleteOne(Filters.eq("_id", event));
  }

  @Override
  public long endUntil(Instant now) {
    return loans.deleteMany(Filters.lte("until", Date.from(now))).getDeletedCount();
  }

  private static Sealed read(Document document) {
    return new Sealed(
        new Loan(
            document.getString("_id"),
            document.getString("registry"),
            document.getString("repository"),
            Digest.parse(document.getString("digest")),
            document.getDate("until").toInstant()),
        document.get("sealed", Binary.class).getData());
  }
}
