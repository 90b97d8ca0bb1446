package io.mdis.report.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Collections;
import io.mdis.report.queue.DeadLetter;
import io.mdis.report.queue.LetterId;
import io.mdis.report.queue.ReplayLog;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;

/** Who sent which dead letters again, in MongoDB by the letter's id. */
public final class MongoReplayLog implements ReplayLog {
  private final MongoCollection<Document> replays;

  /** Reads and writes the given database. */
  public MongoReplayLog(MongoDatabase database) {
    this.replays = database.getCollection(Collections.REPLAYS);
  }

  @Override
  public boolean add(LetterId letter, DeadLetter.Replay replay) {
    return IfAbsent.insert(
        replays,
        new Document("_id", letter.text())
            .append("at", Date.from(replay.at()))
            .append("by", replay.by()));
  }

  @Override
  public void remove(LetterId letter) {
    replays.deleteOne(eq("_id", letter.text()));
  }

  @Override
  public Map<LetterId, DeadLetter.Replay> of(Collection<LetterId> letters) {
    Map<LetterId, DeadLetter.Replay> found = new HashMap<>();
    if (letters.isEmpty()) {
      return found;
    }
    for (Document document :
        replays.find(in("_id", letters.stream().map(LetterId::text).toList()))) {
      found.put(
          LetterId.parse(Fields.text(document, "_id")),
          new DeadLetter.Replay(Fields.text(document, "by"), Fields.instant(document, "at")));
    }
    return found;
  }
}
