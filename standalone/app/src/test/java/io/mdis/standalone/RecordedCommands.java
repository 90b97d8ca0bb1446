package io.mdis.standalone;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;

/** The reading commands that a client sends, in a form that the server can be asked about. */
final class RecordedCommands implements CommandListener {
  private static final Set<String> READS = Set.of("find", "aggregate");

  /** Fields that belong to the connection or the paging and not to the question. */
  private static final Set<String> SURROUNDINGS =
      Set.of("$db", "lsid", "$clusterTime", "$readPreference", "batchSize", "maxTimeMS");

  private final List<BsonDocument> commands = new ArrayList<>();

  @Override
  public synchronized void commandStarted(CommandStartedEvent event) {
    if (READS.contains(event.getCommandName())) {
      // A copy: the event's own document is gone with it.
      BsonDocument command = BsonDocument.parse(event.getCommand().toJson());
      SURROUNDINGS.forEach(command::remove);
      commands.add(command);
    }
  }

  /** What was sent since the last call. */
  synchronized List<BsonDocument> take() {
    List<BsonDocument> taken = List.copyOf(commands);
    commands.clear();
    return taken;
  }
}
