package io.mdis.trust.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.trust.authority.TokenStore;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/** Tokens in MongoDB, by their hashes. */
public final class MongoTokens implements TokenStore {
  private final MongoCollection<Document> tokens;

  /** Over the collection of a database; nothing is created by this. */
  public MongoTokens(MongoDatabase database) {
    this.tokens = database.getCollection(Collections.TRUST_TOKENS);
  }

  /** Makes the index by which expired ones are found. */
  public void ensureIndexes() {
    tokens.createIndex(Indexes.ascending("expiresAt"));
  }

  @Override
  public void add(String hash, HostName host, Instant expiresAt, Instant now) throws IOException {
    Document document =
        new Document("_id", hash)
            .append("host", host.value())
            .append("expiresAt", Date.from(expiresAt));
    Access.call(
        () -> {
          tokens.deleteMany(lt("expiresAt", Date.from(now)));
          return tokens.insertOne(document);
        });
  }

  @Override
  public boolean use(String hash, HostName host, Instant now) throws IOException {
    return Access.call(
            () ->
                tokens
                    .updateOne(
                        and(
                            eq("_id", hash),
                            eq("host", host.value()),
                            exists("usedAt", false),
                            gt("expiresAt", Date.from(now))),
                        Updates.set("usedAt", Date.from(now)))
                    .getModifiedCount())
        == 1;
  }
}
