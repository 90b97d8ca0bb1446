package io.mdis.messaging;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that a service needs; those that are there stay as they are. */
public final class TopicCreator {
  private static final long SECONDS = 15;

  private TopicCreator() {}

  /**
   * Makes what is missing, with the broker's own replication factor.
   *
   * @param partitions of each topic
   * @throws IOException when the broker can't be reached or refuses
   */
  public static void ensure(String bootstrapServers, Collection<String> topics, int partitions)
      throws IOException {
    try (Admin admin =
        Admin.create(
            BrokerConnection.settings(
                bootstrapServers,
                Map.of(
                    "default.api.timeout.ms",
                    (int) TimeUnit.SECONDS.toMillis(SECONDS),
                    "request.timeout.ms",
                    5_000)))) {
      Map<String, KafkaFuture<Void>> made =
          admin
              .createTopics(
                  topics.stream()
                      .map(topic -> new NewTopic(topic, Optional.of(partitions), Optional.empty()))
                      .toList())
              .values();
      for (Map.Entry<String, KafkaFuture<Void>> topic : made.entrySet()) {
        await(topic.getKey(), topic.getValue());
      }
    }
  }

  private static void await(String topic, KafkaFuture<Void> made) throws IOException {
    try {
      made.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IOException("topic " + topic + " can't be made", e.getCause());
      }
    } catch (TimeoutException e) {
      throw new IOException("topic " + topic + " can't be made: no broker answers", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while making topic " + topic, e);
    }
  }
}
