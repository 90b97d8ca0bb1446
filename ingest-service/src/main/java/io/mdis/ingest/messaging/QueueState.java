package io.mdis.ingest.messaging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * What the broker holds of MDIS at one moment.
 *
 * @param lags of each group that has finished anything, by topic
 * @param deadLetters records by topic of those that were given up on
 */
record QueueState(List<Lag> lags, Map<String, Long> deadLetters) {
  private static final String OURS = "mdis.";
  private static final String DEAD_LETTERS = ".dlq";
  private static final long SECONDS = 10;

  /**
   * How far a group is behind.
   *
   * @param records of the topic that it has not finished
   */
  record Lag(String group, String topic, long records) {}

  static QueueState read(Admin admin) throws IOException {
    Map<TopicPartition, Long> ends = offsets(admin, partitions(admin), OffsetSpec.latest());
    List<Lag> lags = new ArrayList<>();
    for (GroupListing group :
        await(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())) {
      Map<TopicPartition, OffsetAndMetadata> done =
          await(admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata());
      lags(done, ends)
          .forEach((topic, records) -> lags.add(new Lag(group.groupId(), topic, records)));
    }
    return new QueueState(lags, deadLetters(admin, ends));
  }

  /** Of a partition that a group has finished nothing of, all waits. */
  private static Map<String, Long> lags(
      Map<TopicPartition, OffsetAndMetadata> done, Map<TopicPartition, Long> ends) {
    Set<String> read = new HashSet<>();
    done.keySet().forEach(partition -> read.add(partition.topic()));
    Map<String, Long> lags = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          if (read.contains(partition.topic())) {
            OffsetAndMetadata offset = done.get(partition);
            long waits = Math.max(0, end - (offset == null ? 0 : offset.offset()));
            lags.merge(partition.topic(), waits, Long::sum);
          }
        });
    return lags;
  }

  private static Map<String, Long> deadLetters(Admin admin, Map<TopicPartition, Long> ends)
      throws IOException {
    Set<TopicPartition> dead = new HashSet<>(ends.keySet());
    dead.removeIf(partition -> !partition.topic().endsWith(DEAD_LETTERS));
    Map<String, Long> counts = new HashMap<>();
    offsets(admin, dead, OffsetSpec.earliest())
        .forEach(
            (partition, begin) ->
                counts.merge(partition.topic(), ends.get(partition) - begin, Long::sum));
    return counts;
  }

  private static Set<TopicPartition> partitions(Admin admin) throws IOException {
    List<String> topics =
        await(admin.listTopics().names()).stream().filter(t -> t.startsWith(OURS)).toList();
    Set<TopicPartition> partitions = new HashSet<>();
    await(admin.describeTopics(topics).allTopicNames())
        .forEach(
            (topic, told) ->
                told.partitions()
                    .forEach(each -> partitions.add(new TopicPartition(topic, each.partition()))));
    return partitions;
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, Set<TopicPartition> partitions, OffsetSpec which) throws IOException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    await(admin.listOffsets(wanted).all())
        .forEach((partition, told) -> offsets.put(partition, told.offset()));
    return offsets;
  }

  private static <T> T await(KafkaFuture<T> asked) throws IOException {
    try {
      return asked.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the broker does not tell what waits", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the broker does not tell what waits: no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking what waits", e);
    }
  }
}
