package io.mdis.history.store;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.history.dockerfile.KnownBases;
import io.mdis.history.dockerfile.LayerChains;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import org.jboss.logging.Logger;

/**
 * Known bases of the images that the organisation itself has: those of the repositories that are
 * named as ones of bases. Read again after a while; while that fails, what is known stays.
 */
public final class StoredBases implements Supplier<KnownBases> {
  /** Images of one repository that are read, the latest first. */
  static final int MAX_IMAGES = 2000;

  private static final Logger LOG = Logger.getLogger(StoredBases.class);

  private final MongoCollection<Document> images;
  private final List<String> repositories;
  private final Duration every;
  private KnownBases known = KnownBases.NONE;
  private long readAt;
  private boolean read;

  /**
   * Bases.
   *
   * @param repositories {@code registry/repository} of each
   * @param every how long what was read holds
   */
  public StoredBases(MongoDatabase database, List<String> repositories, Duration every) {
    this.images = database.getCollection(Collections.IMAGES);
    this.repositories = List.copyOf(repositories);
    this.every = every;
  }

  @Override
  public synchronized KnownBases get() {
    if (repositories.isEmpty() || (read && System.nanoTime() - readAt < every.toNanos())) {
      return known;
    }
    try {
      known = new LayerChains(chains());
    } catch (MongoException e) {
      LOG.warnf("base images can't be read, %s stay known: %s", repositories, e.getMessage());
    }
    read = true;
    readAt = System.nanoTime();
    return known;
  }

  private Map<String, List<Digest>> chains() {
    Map<String, List<Digest>> chains = new LinkedHashMap<>();
    for (String name : repositories) {
      int slash = name.indexOf('/');
      if (slash < 0) {
        continue;
      }
      for (Document image :
          images
              .find(
                  Filters.and(
                      Filters.eq("registry", name.substring(0, slash)),
                      Filters.eq("repository", name.substring(slash + 1))))
              .sort(Sorts.ascending("registry", "repository"))
              .projection(Projections.include("tags", "layers.diffId"))
              .limit(MAX_IMAGES)) {
        List<Digest> layers = layers(image);
        if (!layers.isEmpty()) {
          chains.put(called(name, image), layers);
        }
      }
    }
    return chains;
  }

  private static String called(String repository, Document image) {
    List<String> tags = image.getList("tags", String.class, List.of());
    return tags.isEmpty()
        ? repository + "@" + image.getString("_id")
        : repository + ":" + tags.getLast();
  }

  /** Empty when a layer has no diffID: such an image is not recognised. */
  private static List<Digest> layers(Document image) {
    List<Digest> layers = new ArrayList<>();
    for (Document layer : image.getList("layers", Document.class, List.of())) {
      String diffId = layer.getString("diffId");
      if (diffId == null) {
        return List.of();
      }
      layers.add(Digest.parse(diffId));
    }
    return layers;
  }
}
