package io.mdis.report.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResultMessage;
import io.mdis.contracts.ScanStatus;
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
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
@SuppressWarnings("EnumOrdinal") // the collection documents the rank as the ordinal
class ResultTakingTest {
  private static final Instant TIME = Instant.parse("2026-11-01T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject MongoClient client;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @Test
  void keepsTheNewestResultOfEachDimension() throws Exception {
    Seed seed = new Seed(client.getDatabase("mdis"));
    seed.clear();
    Digest image = seed.image(50, "team/app", TIME);
    TopicCreator.ensure(brokers, List.of(Topics.SCAN_RESULTS), 6);
    try (EventPublisher publisher = new EventPublisher(brokers)) {
      publish(publisher, message(image, "vulnerability", Map.of(Severity.HIGH, 2), TIME));
      publish(publisher, message(image, "no dimension", Map.of(Severity.HIGH, 2), TIME));
      awaitDimensions(image, 1);
      publish(publisher, message(image, "vulnerability", Map.of(), TIME.minusSeconds(5)));
      publish(publisher, message(image, "vulnerability", Map.of(Severity.HIGH, 2), TIME));
      publish(publisher, message(image, "malware", Map.of(), TIME.plusSeconds(5)));
      awaitDimensions(image, 2);
    }
    Document overview = overview(image);
    assertThat(overview.getInteger("worstSeverityRank")).isEqualTo(Severity.HIGH.ordinal());
    assertThat(overview.getDate("updatedAt").toInstant()).isEqualTo(TIME.plusSeconds(5));
    Document dimensions = overview.get("dimensions", Document.class);
    assertThat(dimensions.keySet()).containsExactly("malware", "vulnerability");
    assertThat(dimensions.getEmbedded(List.of("vulnerability", "counts", "HIGH"), Integer.class))
        .isEqualTo(2);
    assertThat(
            given()
                .header("Authorization", "Bearer " + Stores.TOKEN)
                .get("/images")
                .jsonPath()
                .getString("images[0].worstSeverity"))
        .isEqualTo("HIGH");
  }

  private void awaitDimensions(Digest image, int count) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (dimensions(image) != count && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    assertThat(dimensions(image)).isEqualTo(count);
  }

  private int dimensions(Digest image) {
    Document overview = overview(image);
    return overview == null ? 0 : overview.get("dimensions", Document.class).size();
  }

  private Document overview(Digest image) {
    return client
        .getDatabase("mdis")
        .getCollection(Collections.OVERVIEWS)
        .find(Filters.eq("_id", image.toString()))
        .first();
  }

  private static void publish(EventPublisher publisher, ScanResultMessage message)
      throws Exception {
    publisher.publish(Topics.SCAN_RESULTS, message.image().toString(), message, PATIENCE);
  }

  private static ScanResultMessage message(
      Digest image, String dimension, Map<Severity, Integer> counts, Instant finishedAt) {
    return new ScanResultMessage(
        image,
        dimension,
        ScanStatus.PARTIAL,
        List.of(new ScanReason("test.reason", "Because of it")),
        counts,
        "1",
        "r",
        finishedAt);
  }
}
