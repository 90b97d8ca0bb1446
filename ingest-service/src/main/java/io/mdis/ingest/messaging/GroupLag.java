package io.mdis.ingest.messaging;

import io.mdis.contracts.Topics;
import io.mdis.ingest.rescan.WaitingImages;
import java.io.IOException;
import java.util.HashMap;
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
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Images that wait, as the broker knows it: what the topic has and the group that is furthest
 * behind has not finished. Groups without a member don't count, for nobody works on theirs; when no
 * other is there, everything would wait.
 */
public final class GroupLag implements WaitingImages {
  private static final long SECONDS = 10;

  private final Admin admin;

  /** Asks with this client, which others may use too. */
  public GroupLag(Admin admin) {
    this.admin = admin;
  }

  @Override
  public long count() throws IOException {
    Map<TopicPartition, Long> ends = null;
    long most = -1;
    for (GroupListing group : groups()) {
      Map<TopicPartition, OffsetAndMetadata> done = done(group.groupId());
      if (!done.isEmpty()) {
        ends = ends == null ? ends() : ends;
        most = Math.max(most, behind(ends, done));
      }
    }
    return most < 0 ? Long.MAX_VALUE : most;
  }

  private Iterable<GroupListing> groups() throws IOException {
    return await(
        admin
            .listGroups(
                ListGroupsOptions.forConsumerGroups().inGroupStates(Set.of(GroupState.STABLE)))
            .all());
  }

  private Map<TopicPartition, OffsetAndMetadata> done(String group) throws IOException {
    Map<TopicPartition, OffsetAndMetadata> done =
        new HashMap<>(await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
    done.entrySet()
        .removeIf(each -> !each.getKey().topic().equals(Topics.IMAGES) || each.getValue() == null);
    return done;
  }

  private Map<TopicPartition, Long> ends() throws IOException {
    int partitions =
        await(admin.describeTopics(List.of(Topics.IMAGES)).allTopicNames())
            .get(Topics.IMAGES)
            .partitions()
            .size();
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (int i = 0; i < partitions; i++) {
      wanted.put(new TopicPartition(Topics.IMAGES, i), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    await(admin.listOffsets(wanted).all())
        .forEach((partition, offset) -> ends.put(partition, offset.offset()));
    return ends;
  }

  /** Of a partition that a group has finished nothing of, all may wait. */
  private static long behind(
      Map<TopicPartition, Long> ends, Map<TopicPartition, OffsetAndMetadata> done) {
    long behind = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      OffsetAndMetadata offset = done.get(end.getKey());
      behind += Math.max(0, end.getValue() - (offset == null ? 0 : offset.offset()));
    }
    return behind;
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
