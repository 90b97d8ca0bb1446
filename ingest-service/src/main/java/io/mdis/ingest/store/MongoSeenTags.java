package io.mdis.ingest.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.ingest.crawl.ListedImage;
import io.mdis.ingest.crawl.SeenTags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What crawls have seen in MongoDB, as {@link Collections} describes it. */
@ApplicationScoped
public class MongoSeenTags implements SeenTags {
  private final MongoCollection<Document> tags;
  private final MongoCollection<Document> images;

  /** Uses the one database of the installation. */
  public MongoSeenTags(
      MongoClient client, @ConfigProperty(name = "mdis.database") String database) {
    this.tags = client.getDatabase(database).getCollection(Collections.CRAWLED_TAGS);
    this.images = client.getDatabase(database).getCollection(Collections.IMAGES);
  }

  /** Makes the indexes that are missing. */
  public void createIndexes() {
    tags.createIndex(Indexes.ascending("repository", "crawl"));
    tags.createIndex(Indexes.ascending("digests"));
  }

  @Override
  public Optional<Digest> digest(String registry, String repository, String tag) {
    return Optional.ofNullable(tags.find(eq("_id", id(registry, repository, tag))).first())
        .map(seen -> Digest.parse(seen.getList("digests", String.class).getFirst()));
  }

  @Override
  public void see(String crawl, String registry, String repository, ListedImage image) {
    List<String> digests = new ArrayList<>();
    digests.add(image.digest().toString());
    image.parts().forEach(part -> digests.add(part.toString()));
    String id = id(registry, repository, image.tag());
    tags.replaceOne(
        eq("_id", id),
        new Document("_id", id)
            .append("repository", registry + "/" + repository)
            .append("tag", image.tag())
            .append("digests", digests)
            .append("crawl", crawl),
        new ReplaceOptions().upsert(true));
  }

  @Override
  public void keep(String crawl, String registry, String repository, String tag) {
    tags.updateOne(eq("_id", id(registry, repository, tag)), set("crawl", crawl));
  }

  @Override
  public void forget(String registry, String repository, String tag) {
    tags.deleteOne(eq("_id", id(registry, repository, tag)));
  }

  @Override
  public List<String> missed(String crawl, String registry, String repository, int most) {
    return tags.find(and(eq("repository", registry + "/" + repository), ne("crawl", crawl)))
        .limit(most)
        .map(seen -> seen.getString("tag"))
        .into(new ArrayList<>());
  }

  @Override
  public boolean names(String registry, String repository, Digest digest) {
    return tags.countDocuments(
            and(eq("digests", digest.toString()), eq("repository", registry + "/" + repository)),
            new CountOptions().limit(1))
        > 0;
  }

  @Override
  public boolean stored(String registry, String repository, ListedImage image) {
    Set<String> wanted = new HashSet<>();
    for (Digest digest : image.parts().isEmpty() ? List.of(image.digest()) : image.parts()) {
      wanted.add(digest.toString());
    }
    return images.countDocuments(
            and(
                in("_id", wanted),
                eq("registry", registry),
                eq("repository", repository),
                eq("tags", image.tag()),
                eq("deletedAt", null)))
        == wanted.size();
  }

  @Override
  public List<Digest> storedAfter(String registry, String repository, String digest, int most) {
    return images
        .find(
            and(
                eq("registry", registry),
                eq("repository", repository),
                gt("_id", digest),
                eq("deletedAt", null)))
        .projection(Projections.include("_id"))
        .sort(Sorts.ascending("_id"))
        .limit(most)
        .map(image -> Digest.parse(image.getString("_id")))
        .into(new ArrayList<>());
  }

  private static String id(String registry, String repository, String tag) {
    return registry + "/" + repository + ":" + tag;
  }
}
