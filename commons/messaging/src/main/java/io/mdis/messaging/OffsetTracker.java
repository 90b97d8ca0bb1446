package io.mdis.messaging;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets may be committed: everything below the lowest record that is not finished, however
 * the records finish. Safe for several threads.
 */
final class OffsetTracker {
  /** Taken records of each partition: offset → finished. */
  private final Map<TopicPartition, TreeMap<Long, Boolean>> taken = new HashMap<>();

  synchronized void take(TopicPartition partition, long offset) {
    taken.computeIfAbsent(partition, key -> new TreeMap<>()).put(offset, false);
  }

  synchronized void finish(TopicPartition partition, long offset) {
    TreeMap<Long, Boolean> records = taken.get(partition);
    if (records != null) {
      records.replace(offset, true);
    }
  }

  synchronized void forget(TopicPartition partition) {
    taken.remove(partition);
  }

  /** What became committable since the last call. */
  synchronized Map<TopicPartition, OffsetAndMetadata> committable() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    taken.forEach(
        (partition, records) -> {
          long next = -1;
          while (!records.isEmpty() && records.firstEntry().getValue()) {
            next = records.pollFirstEntry().getKey() + 1;
          }
          if (next >= 0) {
            offsets.put(partition, new OffsetAndMetadata(next));
          }
        });
    return offsets;
  }
}
