package io.mdis.report.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Topics;
import io.mdis.embedded.broker.EmbeddedBroker;
import io.mdis.messaging.ConsumerLoop;
import io.mdis.messaging.ConsumerSettings;
import io.mdis.messaging.EventPublisher;
import io.mdis.report.query.ReportProblem;
import io.mdis.report.queue.DeadLetter;
import io.mdis.report.queue.GroupBacklog;
import io.mdis.report.queue.LetterId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaQueuesTest {
  private static final String GROUP = "secret";
  private static final String DEAD = Topics.deadLetters(Topics.IMAGES, GROUP);

  @TempDir Path work;

  @Test
  void aDeadLetterIsToldOfAndGivenToItsGroupAgain() throws Exception {
    AtomicInteger handled = new AtomicInteger();
    try (EmbeddedBroker broker = EmbeddedBroker.start(work, 0);
        ConsumerLoop<Map<?, ?>> loop = loop(broker, handled);
        EventPublisher publisher = new EventPublisher(broker.bootstrapServers());
        KafkaQueues queues = new KafkaQueues(broker.bootstrapServers())) {
      assertThat(loop).isNotNull();
      until(() -> loop.healthy());
      publisher.publish(Topics.IMAGES, "sha256:aa", Map.of("a", "b"), Duration.ofSeconds(20));
      until(() -> !letters(queues).isEmpty());
      DeadLetter letter = letters(queues).getFirst();
      assertThat(letter.group()).isEqualTo(GROUP);
      assertThat(letter.key()).isEqualTo("sha256:aa");
      assertThat(letter.error()).contains("no <good>");
      assertThat(letter.replay()).isEmpty();
      until(() -> backlog(queues).equals(List.of(new GroupBacklog(GROUP, Topics.IMAGES, 0, 0, 1))));

      queues.resend(letter.id());
      until(() -> handled.get() == 2);
      assertThat(letters(queues)).hasSize(1);

      for (LetterId gone :
          List.of(
              new LetterId(DEAD, letter.id().partition(), 7),
              new LetterId("mdis.images.nobody.dlq", 0, 0))) {
        assertThatThrownBy(() -> queues.resend(gone))
            .isInstanceOf(ReportProblem.class)
            .hasMessageContaining("not kept any more");
      }
    }
  }

  /** Gives up at the first time, and is content with the second. */
  @SuppressWarnings("unchecked")
  private static ConsumerLoop<Map<?, ?>> loop(EmbeddedBroker broker, AtomicInteger handled) {
    return new ConsumerLoop<>(
        ConsumerSettings.of(broker.bootstrapServers(), Topics.IMAGES, GROUP),
        (Class<Map<?, ?>>) (Class<?>) Map.class,
        (message, info) -> {
          assertThat(info.topic()).isEqualTo(Topics.IMAGES);
          assertThat(info.attempt()).isEqualTo(1);
          if (handled.incrementAndGet() == 1) {
            throw new IllegalArgumentException("no <good>");
          }
        },
        failure -> false,
        (message, info, failure) -> {});
  }

  private static List<DeadLetter> letters(KafkaQueues queues) {
    try {
      return queues.deadLetters(10);
    } catch (java.io.IOException e) {
      return List.of();
    }
  }

  private static List<GroupBacklog> backlog(KafkaQueues queues) {
    try {
      return queues.backlog();
    } catch (java.io.IOException e) {
      return List.of();
    }
  }

  private static void until(BooleanSupplier condition) {
    for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
