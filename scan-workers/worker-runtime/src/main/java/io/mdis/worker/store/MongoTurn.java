package io.mdis.worker.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.worker.rejudge.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/**
 * A turn as one document of MongoDB, taken by one conditional write. It ends by itself unless it is
 * renewed, which a thread does while it is held. Workers' clocks may differ by less than that.
 */
public final class MongoTurn implements Turn, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(MongoTurn.class);

  /** How long a worker that ended without a word keeps its turn. */
  private static final Duration LENGTH = Duration.ofSeconds(20);

  private static final int RENEWALS = 4;

  private final MongoCollection<Document> turns;
  private final String name;
  private final Duration length;
  private final String owner = UUID.randomUUID().toString();
  private final ScheduledExecutorService clock;
  private ScheduledFuture<?> renewal;

  /**
   * Nothing is written by this.
   *
   * @param name of what only one may do at a time, such as {@code rejudge|malware}
   */
  public MongoTurn(MongoDatabase database, String name) {
    this(database, name, LENGTH);
  }

  MongoTurn(MongoDatabase database, String name, Duration length) {
    this.turns = database.getCollection(Collections.TURNS);
    this.name = name;
    this.length = length;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("turn-" + name).daemon().factory());
  }

  @Override
  public synchronized boolean take() {
    Instant now = Instant.now();
    Bson free =
        Filters.and(
            Filters.eq("_id", name),
            Filters.or(Filters.eq("owner", owner), Filters.lt("until", Date.from(now))));
    boolean taken = turns.updateOne(free, own(now)).getMatchedCount() > 0 || first(now);
    if (taken && renewal == null) {
      long millis = length.toMillis() / RENEWALS;
      renewal = clock.scheduleWithFixedDelay(this::renew, millis, millis, TimeUnit.MILLISECONDS);
    }
    return taken;
  }

  private boolean first(Instant now) {
    try {
      turns.insertOne(
          new Document("_id", name)
              .append("owner", owner)
              .append("until", Date.from(now.plus(length))));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  private Bson own(Instant now) {
    return Updates.combine(
        Updates.set("owner", owner), Updates.set("until", Date.from(now.plus(length))));
  }

  @Override
  public boolean hold() {
    return turns.updateOne(mine(), own(Instant.now())).getMatchedCount() > 0;
  }

  private Bson mine() {
    return Filters.and(Filters.eq("_id", name), Filters.eq("owner", owner));
  }

  private void renew() {
    try {
      hold();
    } catch (MongoException e) {
      LOG.debugf("the turn %s was not renewed, again soon: %s", name, e.getMessage());
    }
  }

  @Override
  public synchronized void release() {
    stopRenewal();
    turns.updateOne(mine(), Updates.set("until", Date.from(Instant.EPOCH)));
  }

  private void stopRenewal() {
    if (renewal != null) {
      renewal.cancel(false);
      renewal = null;
    }
  }

  /** Renews no more: a turn that is held ends by itself. */
  @Override
  public synchronized void close() {
    stopRenewal();
    clock.shutdownNow();
  }
}
