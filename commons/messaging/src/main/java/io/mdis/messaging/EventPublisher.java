package io.mdis.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes records and waits until every in-sync replica has them. Safe for many threads. */
public final class EventPublisher implements AutoCloseable {
  private static final int BLOCK_MILLIS = 5_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final RecordTrace trace = new RecordTrace();

  /** A producer with acks=all and without duplicates by its own retries. */
  public EventPublisher(String bootstrapServers) {
    this.producer =
        new KafkaProducer<>(
            BrokerConnection.settings(
                bootstrapServers,
                Map.of(
                    "acks",
                    "all",
                    "enable.idempotence",
                    "true",
                    "max.block.ms",
                    BLOCK_MILLIS,
                    "compression.type",
                    "lz4")),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Publishes a message as JSON.
   *
   * @param patience how long to wait for the acknowledgement
   * @throws BrokerUnavailableException when it did not come; the record may still be written
   */
  public void publish(String topic, String key, Object message, Duration patience)
      throws BrokerUnavailableException {
    publish(
        new ProducerRecord<>(
            topic,
            key == null ? null : key.getBytes(StandardCharsets.UTF_8),
            JsonCodec.encode(message)),
        patience);
  }

  /**
   * Publishes several messages as JSON, and waits for them together.
   *
   * @param key of a message
   * @param patience how long to wait for all acknowledgements
   * @throws BrokerUnavailableException when one did not come; any of them may still be written
   */
  public <T> void publishAll(
      String topic, List<T> messages, Function<? super T, String> key, Duration patience)
      throws BrokerUnavailableException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      for (T message : messages) {
        byte[] bytes = key.apply(message).getBytes(StandardCharsets.UTF_8);
        sent.add(send(new ProducerRecord<>(topic, bytes, JsonCodec.encode(message))));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw new BrokerUnavailableException(
          "the broker did not acknowledge all of %d records of %s"
              .formatted(messages.size(), topic),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("interrupted while publishing", e);
    }
  }

  void publish(ProducerRecord<byte[], byte[]> record, Duration patience)
      throws BrokerUnavailableException {
    try {
      send(record).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw new BrokerUnavailableException(
          "the broker did not acknowledge a record of " + record.topic(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("interrupted while publishing", e);
    }
  }

  private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    trace.write(record.headers());
    return producer.send(record);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
