package io.mdis.ingest.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import io.mdis.contracts.Collections;
import io.mdis.ingest.crawl.Crawl;
import io.mdis.ingest.crawl.CrawlStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Crawls in MongoDB, as {@link Collections} describes them. */
@ApplicationScoped
public class MongoCrawls implements CrawlStore {

  /** Of an open one its registry, else its own id: so each registry has one that is open. */
  private static final String OPEN_KEY = "openKey";

  private final MongoCollection<Document> crawls;

  /** Uses the one database of the installation. */
  public MongoCrawls(MongoClient client, @ConfigProperty(name = "mdis.database") String database) {
    this.crawls = client.getDatabase(database).getCollection(Collections.CRAWLS);
  }

  /** Makes the indexes that are missing. */
  public void createIndexes() {
    crawls.createIndex(Indexes.ascending(OPEN_KEY), new IndexOptions().unique(true));
    crawls.createIndex(Indexes.descending("requestedAt", "_id"));
    crawls.createIndex(Indexes.descending("registry", "requestedAt", "_id"));
  }

  @Override
  public Crawl add(Crawl crawl) {
    try {
      crawls.insertOne(CrawlDocuments.write(crawl).append(OPEN_KEY, crawl.registry()));
      return crawl;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
      Document open = crawls.find(eq(OPEN_KEY, crawl.registry())).first();
      return open == null ? crawl : CrawlDocuments.read(open);
    }
  }

  @Override
  public Optional<Crawl> find(String id) {
    return Optional.ofNullable(crawls.find(eq("_id", id)).first()).map(CrawlDocuments::read);
  }

  @Override
  public List<Crawl> latest(int count) {
    return crawls
        .find()
        .sort(Sorts.descending("requestedAt", "_id"))
        .limit(count)
        .map(CrawlDocuments::read)
        .into(new ArrayList<>());
  }

  @Override
  public Optional<Crawl> latest(String registry) {
    return Optional.ofNullable(
            crawls
                .find(eq("registry", registry))
                .sort(Sorts.descending("requestedAt", "_id"))
                .first())
        .map(CrawlDocuments::read);
  }

  @Override
  public Optional<Crawl> claim(String registry, String owner, Duration time, Instant now) {
    Document open = crawls.find(eq(OPEN_KEY, registry)).first();
    if (open == null) {
      return Optional.empty();
    }
    String holder = open.getString("owner");
    Date until = open.getDate("ownedUntil");
    if (holder != null && !holder.equals(owner) && until.toInstant().isAfter(now)) {
      return Optional.empty();
    }
    Bson unchanged = and(eq(OPEN_KEY, registry), eq("owner", holder), eq("ownedUntil", until));
    return Optional.ofNullable(
            crawls.findOneAndUpdate(
                unchanged,
                combine(set("owner", owner), set("ownedUntil", Date.from(now.plus(time)))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
        .map(CrawlDocuments::read);
  }

  @Override
  public void save(Crawl crawl, String owner) {
    Document fields = CrawlDocuments.write(crawl);
    fields.remove("_id");
    boolean open = crawl.state() == Crawl.State.OPEN;
    fields.append(OPEN_KEY, open ? crawl.registry() : crawl.id());
    crawls.updateOne(and(eq("_id", crawl.id()), eq("owner", owner)), new Document("$set", fields));
  }
}
