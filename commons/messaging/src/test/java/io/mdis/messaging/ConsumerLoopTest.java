package io.mdis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Topics;
import io.mdis.embedded.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumerLoopTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static EventPublisher publisher;

  record Message(String text) {}

  @BeforeAll
  static void startBroker() throws IOException {
    broker = EmbeddedBroker.start(directory, 0);
    publisher = new EventPublisher(broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    publisher.close();
    broker.close();
  }

  private static ConsumerSettings settings(String topic) throws IOException {
    TopicCreator.ensure(broker.bootstrapServers(), List.of(topic), 1);
    return ConsumerSettings.of(broker.bootstrapServers(), topic, "g-" + topic)
        .withDelays(List.of(Duration.ofMillis(300), Duration.ofMillis(300)));
  }

  private static void publish(String topic, String... texts) throws IOException {
    for (String text : texts) {
      publisher.publish(topic, text, new Message(text), PATIENCE);
    }
  }

  private static void await(BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("still waiting").isBefore(deadline);
      java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Test
  void aFailureIsTriedAgainWhileOthersGoOn() throws Exception {
    List<String> handled = new ArrayList<>();
    ConcurrentLinkedQueue<Integer> attempts = new ConcurrentLinkedQueue<>();
    RecordHandler<Message> handler =
        (message, info) -> {
          if (message.text().equals("flaky")) {
            attempts.add(info.attempt());
            if (info.attempt() < 3) {
              throw new IOException("not yet");
            }
          }
          synchronized (handled) {
            handled.add(message.text());
          }
        };
    ConsumerSettings settings = settings("retry");
    try (ConsumerLoop<Message> loop =
        new ConsumerLoop<>(settings, Message.class, handler, e -> true, (m, i, e) -> {})) {
      publish("retry", "flaky", "steady");
      await(() -> size(handled) == 2);
      assertThat(loop.healthy()).isTrue();
    }
    assertThat(handled).containsExactly("steady", "flaky");
    assertThat(attempts).containsExactly(1, 2, 3);
  }

  @Test
  void whatCannotBeHandledOrReadEndsInTheDeadLetters() throws Exception {
    ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    ConsumerSettings settings = settings("dead");
    RecordHandler<Message> handler =
        (message, info) -> {
          throw new IOException("never");
        };
    try (ConsumerLoop<Message> loop =
        new ConsumerLoop<>(
            settings,
            Message.class,
            handler,
            e -> true,
            (message, info, failure) -> told.add(message.text() + info.attempt()))) {
      publish("dead", "hopeless");
      publisher.publish(
          new ProducerRecord<>("dead", "{poison".getBytes(StandardCharsets.UTF_8)), PATIENCE);
      List<String> letters = read(Topics.deadLetters("dead", settings.group()), 2);
      assertThat(letters).containsExactlyInAnyOrder("{\"text\":\"hopeless\"}", "{poison");
      assertThat(loop.healthy()).isTrue();
    }
    assertThat(told).containsExactly("hopeless3");
  }

  @Test
  void whatWasNotFinishedComesAgain() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    ConsumerSettings patient = settings("again");
    ConsumerSettings hasty =
        new ConsumerSettings(
            patient.bootstrapServers(),
            patient.topic(),
            patient.group(),
            1,
            patient.delays(),
            Duration.ZERO);
    ConsumerLoop<Message> first =
        new ConsumerLoop<>(
            hasty,
            Message.class,
            (message, info) -> {
              begun.countDown();
              never.await();
            },
            e -> true,
            (m, i, e) -> {});
    publish("again", "interrupted");
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    first.close();

    ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
    try (ConsumerLoop<Message> second =
        new ConsumerLoop<>(
            patient,
            Message.class,
            (message, info) -> handled.add(message.text()),
            e -> true,
            (m, i, e) -> {})) {
      await(() -> !handled.isEmpty());
      assertThat(second.healthy()).isTrue();
    }
    assertThat(handled).containsExactly("interrupted");
  }

  private static int size(List<String> list) {
    synchronized (list) {
      return list.size();
    }
  }

  private static List<String> read(String topic, int count) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                "reader-" + topic,
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      await(
          () -> {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            return values.size() >= count;
          });
    }
    return values;
  }
}
