package io.mdis.report.messaging;

import static io.mdis.report.alert.AlertMessages.TIME;
import static io.mdis.report.alert.AlertMessages.found;
import static io.mdis.report.alert.AlertMessages.gone;
import static io.mdis.report.alert.AlertMessages.tampered;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.contracts.Topics;
import io.mdis.messaging.EventPublisher;
import io.mdis.messaging.TopicCreator;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class AlertTakingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject MongoClient client;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @Test
  void takesAlertsInAndPutsWhatLacksAFieldAmongTheDeadLetters() throws Exception {
    new Seed(client.getDatabase("mdis")).clear();
    Digest image = Seed.digest(60);
    String dead = Topics.deadLetters(Topics.ALERTS, AlertTaking.GROUP);
    TopicCreator.ensure(brokers, List.of(Topics.ALERTS, dead), 6);
    try (EventPublisher publisher = new EventPublisher(brokers)) {
      publish(publisher, found(image, "CVE-2026-1", Severity.HIGH, TIME));
      publish(publisher, found(image, "CVE-2026-1", Severity.HIGH, TIME));
      publish(publisher, tampered(image, "host-a", TIME));
      publish(publisher, gone(image, "CVE-2026-1", TIME.plusSeconds(1)));
      publisher.publish(
          Topics.ALERTS, image.toString(), Map.of("kind", "x", "references", List.of()), PATIENCE);
    }
    await(image, "CLOSED", 2);
    await(image, "OPEN", 1);
    assertThat(deadLetters(dead)).isEqualTo(1);
  }

  private void await(Digest image, String state, int count) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (count(image, state) != count && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    assertThat(count(image, state)).as(state).isEqualTo(count);
  }

  private long count(Digest image, String state) {
    return client
        .getDatabase("mdis")
        .getCollection(Collections.RAISED_ALERTS, Document.class)
        .countDocuments(
            Filters.and(Filters.eq("image", image.toString()), Filters.eq("state", state)));
  }

  private int deadLetters(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", brokers, "group.id", "test", "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      Instant deadline = Instant.now().plus(PATIENCE);
      int found = 0;
      while (found == 0 && Instant.now().isBefore(deadline)) {
        found += consumer.poll(Duration.ofMillis(200)).count();
      }
      return found;
    }
  }

  private static void publish(EventPublisher publisher, AlertMessage message) throws Exception {
    publisher.publish(Topics.ALERTS, message.image().toString(), message, PATIENCE);
  }
}
