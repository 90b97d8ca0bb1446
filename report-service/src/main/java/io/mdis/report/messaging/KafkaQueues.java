package io.mdis.report.messaging;

import io.mdis.contracts.Topics;
import io.mdis.messaging.BrokerConnection;
import io.mdis.report.query.ReportProblem;
import io.mdis.report.queue.Broker;
import io.mdis.report.queue.DeadLetter;
import io.mdis.report.queue.GroupBacklog;
import io.mdis.report.queue.LetterId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Asks Kafka. Which groups there are is told by the topics of dead letters: each consumer loop
 * makes its own at the start, {@code <topic>.<group>.dlq}.
 */
public final class KafkaQueues implements Broker, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(300);
  private static final String ERROR = "mdis-error";
  private static final String ORIGIN = "mdis-origin";
  private static final String DEAD = ".dlq";
  private static final int LONGEST_KEY = 300;

  /** Topics of messages; group names have no dots. */
  private static final List<String> TOPICS =
      List.of(Topics.IMAGE_EVENTS, Topics.IMAGES, Topics.SCAN_RESULTS, Topics.ALERTS);

  private final String brokers;
  private final Admin admin;

  /** A group and the topic that it reads. */
  private record Reader(String topic, String group) {
    String retry() {
      return Topics.retry(topic, group);
    }

    String dead() {
      return Topics.deadLetters(topic, group);
    }
  }

  /** Asks the brokers that are configured. */
  public KafkaQueues(String brokers) {
    this.brokers = brokers;
    this.admin =
        Admin.create(
            BrokerConnection.settings(
                brokers,
                Map.of(
                    "client.id",
                    "mdis-report-queues",
                    "request.timeout.ms",
                    (int) PATIENCE.toMillis(),
                    "default.api.timeout.ms",
                    (int) PATIENCE.toMillis())));
  }

  @Override
  public List<GroupBacklog> backlog() throws IOException {
    List<Reader> readers = readers();
    List<String> topics =
        readers.stream()
            .flatMap(one -> List.of(one.topic(), one.retry(), one.dead()).stream())
            .distinct()
            .toList();
    Map<TopicPartition, Long> ends = offsets(topics, OffsetSpec.latest());
    Map<TopicPartition, Long> begins =
        offsets(readers.stream().map(Reader::dead).toList(), OffsetSpec.earliest());
    List<GroupBacklog> backlog = new ArrayList<>();
    for (Reader reader : readers) {
      Map<TopicPartition, OffsetAndMetadata> done =
          await(admin.listConsumerGroupOffsets(reader.group()).partitionsToOffsetAndMetadata());
      backlog.add(
          new GroupBacklog(
              reader.group(),
              reader.topic(),
              behind(reader.topic(), ends, done),
              behind(reader.retry(), ends, done),
              kept(reader.dead(), begins, ends)));
    }
    return backlog;
  }

  @Override
  public List<DeadLetter> deadLetters(int most) throws IOException {
    Map<String, Reader> byTopic = new TreeMap<>();
    readers().forEach(reader -> byTopic.put(reader.dead(), reader));
    Map<TopicPartition, Long> ends = offsets(byTopic.keySet(), OffsetSpec.latest());
    Map<TopicPartition, Long> begins = offsets(byTopic.keySet(), OffsetSpec.earliest());
    Map<TopicPartition, Long> wanted = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          if (end > begins.getOrDefault(partition, 0L)) {
            wanted.put(partition, Math.max(begins.getOrDefault(partition, 0L), end - most));
          }
        });
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(wanted.keySet());
      wanted.forEach(consumer::seek);
      Instant deadline = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(deadline)
          && wanted.keySet().stream()
              .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          letters.add(letter(record, byTopic.get(record.topic()).group()));
        }
      }
    } catch (KafkaException e) {
      throw new IOException("the broker does not tell its dead letters: " + e.getMessage(), e);
    }
    Map<String, Integer> ofGroup = new HashMap<>();
    return letters.stream()
        .sorted(Comparator.comparing(DeadLetter::at).reversed())
        .filter(letter -> ofGroup.merge(letter.group(), 1, Integer::sum) <= most)
        .toList();
  }

  /** To the topic of retries: the others that read the message's own topic do not see it again. */
  @Override
  public void resend(LetterId letter) throws IOException {
    Reader reader =
        readers().stream()
            .filter(one -> one.dead().equals(letter.topic()))
            .findFirst()
            .orElseThrow(KafkaQueues::gone);
    ConsumerRecord<byte[], byte[]> record = read(letter);
    ProducerRecord<byte[], byte[]> again =
        new ProducerRecord<>(reader.retry(), null, record.key(), record.value());
    Header origin = record.headers().lastHeader(ORIGIN);
    if (origin != null) {
      again.headers().add(origin);
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            BrokerConnection.settings(
                brokers,
                Map.of(
                    "acks",
                    "all",
                    "max.block.ms",
                    (int) PATIENCE.toMillis(),
                    "delivery.timeout.ms",
                    (int) PATIENCE.toMillis(),
                    "request.timeout.ms",
                    (int) PATIENCE.toMillis() / 2)),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(again).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new IOException("the broker did not take the message again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sending a message again", e);
    }
  }

  @Override
  public void close() {
    admin.close(PATIENCE);
  }

  private ConsumerRecord<byte[], byte[]> read(LetterId letter) throws IOException {
    TopicPartition partition = new TopicPartition(letter.topic(), letter.partition());
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, letter.offset());
      Instant deadline = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(deadline)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.offset() == letter.offset()) {
            return record;
          }
          throw gone();
        }
      }
      throw gone();
    } catch (KafkaException e) {
      throw new IOException("the broker does not tell the dead letter: " + e.getMessage(), e);
    }
  }

  private static ReportProblem gone() {
    return ReportProblem.unknown("letter.gone", "that dead letter is not kept any more");
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        BrokerConnection.settings(
            brokers,
            Map.of(
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "earliest",
                "default.api.timeout.ms",
                (int) PATIENCE.toMillis())),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record, String group) {
    Header error = record.headers().lastHeader(ERROR);
    return new DeadLetter(
        new LetterId(record.topic(), record.partition(), record.offset()),
        group,
        record.key() == null ? "" : cut(new String(record.key(), StandardCharsets.UTF_8)),
        Instant.ofEpochMilli(record.timestamp()),
        error == null ? "" : new String(error.value(), StandardCharsets.UTF_8),
        Optional.empty());
  }

  private static String cut(String key) {
    return key.substring(0, Math.min(key.length(), LONGEST_KEY));
  }

  private List<Reader> readers() throws IOException {
    List<Reader> readers = new ArrayList<>();
    for (String name : await(admin.listTopics().names())) {
      for (String topic : TOPICS) {
        if (name.startsWith(topic + ".") && name.endsWith(DEAD)) {
          String group = name.substring(topic.length() + 1, name.length() - DEAD.length());
          readers.add(new Reader(topic, group));
        }
      }
    }
    readers.sort(Comparator.comparing(Reader::topic).thenComparing(Reader::group));
    return readers;
  }

  private Map<TopicPartition, Long> offsets(Iterable<String> topics, OffsetSpec at)
      throws IOException {
    List<String> wanted = new ArrayList<>();
    topics.forEach(wanted::add);
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    await(admin.describeTopics(wanted).allTopicNames())
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(part -> asked.put(new TopicPartition(topic, part.partition()), at)));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    await(admin.listOffsets(asked).all())
        .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    return offsets;
  }

  /** Of a partition that a group has finished nothing of, all may wait. */
  private static long behind(
      String topic, Map<TopicPartition, Long> ends, Map<TopicPartition, OffsetAndMetadata> done) {
    long behind = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (end.getKey().topic().equals(topic)) {
        OffsetAndMetadata offset = done.get(end.getKey());
        behind += Math.max(0, end.getValue() - (offset == null ? 0 : offset.offset()));
      }
    }
    return behind;
  }

  private static long kept(
      String topic, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
    long kept = 0;
    for (Map.Entry<TopicPartition, Long> begin : begins.entrySet()) {
      if (begin.getKey().topic().equals(topic)) {
        kept += Math.max(0, ends.getOrDefault(begin.getKey(), 0L) - begin.getValue());
      }
    }
    return kept;
  }

  private static <T> T await(KafkaFuture<T> asked) throws IOException {
    try {
      return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
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
