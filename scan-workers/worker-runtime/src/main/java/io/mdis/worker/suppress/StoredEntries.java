package io.mdis.worker.suppress;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.mdis.contracts.Collections;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionFields;
import io.mdis.suppression.Suppressions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jboss.logging.Logger;

/**
 * All entries, read when their version changes. Entries are changed first and the version after
 * that, so what was read under a version is never newer than the version says.
 */
final class StoredEntries {
  private static final Logger LOG = Logger.getLogger(StoredEntries.class);

  /** Even when nobody tells of a change. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final MongoCollection<Document> entries;
  private final MongoCollection<Document> state;
  private volatile Read read;

  /**
   * Entries as they were read.
   *
   * @param version that they had
   * @param stored each of them
   * @param suppressions the same, to be asked
   */
  record Read(long version, List<StoredEntry> stored, Suppressions suppressions, Instant at) {}

  StoredEntries(MongoDatabase database) {
    this.entries = database.getCollection(Collections.SUPPRESSIONS);
    this.state = database.getCollection(Collections.SUPPRESSION_STATE);
  }

  long version() {
    Document found = state.find(Filters.eq("_id", "version")).first();
    return found == null ? 0 : ((Number) found.get("version")).longValue();
  }

  Read current() {
    long version = version();
    Read last = read;
    if (last != null
        && last.version() == version
        && Instant.now().isBefore(last.at().plus(LONGEST))) {
      return last;
    }
    return readAnew(version);
  }

  /** Everything, whatever was read before. */
  Read fresh() {
    return readAnew(version());
  }

  private Read readAnew(long version) {
    List<StoredEntry> stored = new ArrayList<>();
    for (Document found : entries.find()) {
      String id = found.getString("_id");
      try {
        Suppression entry = SuppressionFields.read(id, found);
        stored.add(new StoredEntry(entry, ((Number) found.get("revision")).longValue()));
      } catch (IllegalStateException | NullPointerException e) {
        LOG.warnf("suppression %s suppresses nothing, for it can't be read: %s", id, e);
      }
    }
    Suppressions suppressions = Suppressions.of(stored.stream().map(StoredEntry::entry).toList());
    suppressions
        .unusable()
        .forEach(
            entry ->
                LOG.warnf(
                    "suppression %s suppresses nothing: a wrong pattern, or it names nothing",
                    entry.id()));
    Read made = new Read(version, List.copyOf(stored), suppressions, Instant.now());
    read = made;
    return made;
  }
}
