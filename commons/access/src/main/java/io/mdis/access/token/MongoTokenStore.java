package io.mdis.access.token;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.mdis.access.Role;
import io.mdis.contracts.Collections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

/** Tokens in MongoDB, as {@link Collections} describes them. */
public final class MongoTokenStore implements TokenStore {
  private final MongoCollection<Document> tokens;
  private final MongoCollection<Document> log;

  /** Over the collections of a database; there are so few that no index but the first is needed. */
  public MongoTokenStore(MongoDatabase database) {
    this.tokens = database.getCollection(Collections.ACCESS_TOKENS);
    this.log = database.getCollection(Collections.ACCESS_LOG);
  }

  @Override
  public Optional<ApiToken> find(String sha256) {
    return Optional.ofNullable(tokens.find(Filters.eq("_id", sha256)).first())
        .map(MongoTokenStore::read);
  }

  @Override
  public List<ApiToken> all() {
    List<ApiToken> all = tokens.find().map(MongoTokenStore::read).into(new ArrayList<>());
    all.sort(Comparator.comparing(ApiToken::createdAt).reversed());
    return all;
  }

  @Override
  public void add(ApiToken token, String sha256) {
    tokens.insertOne(
        new Document("_id", sha256)
            .append("id", token.id())
            .append("name", token.name())
            .append("role", token.role().label())
            .append("createdAt", Date.from(token.createdAt()))
            .append("createdBy", token.createdBy())
            .append("expiresAt", Date.from(token.expiresAt())));
  }

  @Override
  public boolean revoke(String id, Instant at) {
    return tokens
            .updateOne(
                Filters.and(Filters.eq("id", id), Filters.exists("revokedAt", false)),
                Updates.set("revokedAt", Date.from(at)))
            .getModifiedCount()
        > 0;
  }

  @Override
  public void log(Instant at, String by, String action, ApiToken token) {
    log.insertOne(
        new Document("_id", UUID.randomUUID().toString())
            .append("at", Date.from(at))
            .append("by", by)
            .append("action", action)
            .append("token", token.id())
            .append("name", token.name())
            .append("role", token.role().label())
            .append("expiresAt", Date.from(token.expiresAt())));
  }

  /** A role that this version doesn't know is none: the exception keeps its holder out. */
  private static ApiToken read(Document document) {
    return new ApiToken(
        document.getString("id"),
        document.getString("name"),
        Role.of(document.getString("role")).orElseThrow(),
        document.getDate("createdAt").toInstant(),
        document.getString("createdBy"),
        document.getDate("expiresAt").toInstant(),
        Optional.ofNullable(document.getDate("revokedAt")).map(Date::toInstant));
  }
}
