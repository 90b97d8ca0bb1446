package io.mdis.worker;

import io.mdis.contracts.Topics;
import io.mdis.embedded.broker.EmbeddedBroker;
import io.mdis.messaging.JsonCodec;
import io.mdis.messaging.TopicCreator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker with the topics of workers, and what stands in them. */
public final class TestBroker implements AutoCloseable {
  private final EmbeddedBroker broker;

  public TestBroker(Path directory) throws IOException {
    broker = EmbeddedBroker.start(directory, 0);
    TopicCreator.ensure(uri(), List.of(Topics.IMAGES, Topics.SCAN_RESULTS, Topics.ALERTS), 1);
  }

  public String uri() {
    return broker.bootstrapServers();
  }

  /** Every message of a topic that was acknowledged before this call. */
  public <T> List<T> messages(String topic, Class<T> type) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", uri()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo partition : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, partition.partition()));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long expected =
          consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      List<T> read = new ArrayList<>();
      Instant deadline = Instant.now().plusSeconds(20);
      while (read.size() < expected && Instant.now().isBefore(deadline)) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          read.add(JsonCodec.decode(record.value(), type));
        }
      }
      return read;
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
