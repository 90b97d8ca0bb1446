package io.mdis.messaging;

import java.time.Duration;
import java.util.List;

/**
 * How a group consumes a topic.
 *
 * @param bootstrapServers of the broker
 * @param topic to read, with its retry topic beside it
 * @param group consumer group; also part of the names of its retry and dead letter topics
 * @param parallelism messages handled at the same time, 1 or more
 * @param delays before the second, third … attempt; after the last one a message is given up on
 * @param stopPatience how long closing waits for messages in flight
 */
public record ConsumerSettings(
    String bootstrapServers,
    String topic,
    String group,
    int parallelism,
    List<Duration> delays,
    Duration stopPatience) {

  /** Checks the numbers. */
  public ConsumerSettings {
    delays = List.copyOf(delays);
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be 1 or more: " + parallelism);
    }
  }

  /** Four messages at a time; tried again after 10 s, 1 min, 5 min and 30 min. */
  public static ConsumerSettings of(String bootstrapServers, String topic, String group) {
    return new ConsumerSettings(
        bootstrapServers,
        topic,
        group,
        4,
        List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30)),
        Duration.ofSeconds(10));
  }

  /** The same with other delays. */
  public ConsumerSettings withDelays(List<Duration> other) {
    return new ConsumerSettings(bootstrapServers, topic, group, parallelism, other, stopPatience);
  }

  /** The same with another parallelism. */
  public ConsumerSettings withParallelism(int other) {
    return new ConsumerSettings(bootstrapServers, topic, group, other, delays, stopPatience);
  }
}
