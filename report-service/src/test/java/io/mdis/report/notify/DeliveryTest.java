package io.mdis.report.notify;

import static io.mdis.report.alert.AlertMessages.TIME;
import static io.mdis.report.alert.AlertMessages.tampered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Topics;
import io.mdis.messaging.EventPublisher;
import io.mdis.messaging.TopicCreator;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.mdis.report.notify.channel.TestReceiver;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the topic to receivers, as configured. */
@QuarkusTest
@QuarkusTestResource(Stores.class)
@TestProfile(DeliveryTest.Configured.class)
class DeliveryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject MongoClient client;
  @Inject MockMailbox mailbox;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @ConfigProperty(name = "mdis.notify.receivers.ops.url")
  URI address;

  private TestReceiver receiver;

  /** Two receivers and a rule. */
  public static final class Configured implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.ofEntries(
          Map.entry("mdis.notify.receivers.ops.kind", "json"),
          Map.entry(
              "mdis.notify.receivers.ops.url",
              "http://127.0.0.1:" + freePort() + "/hook?key=topsecret"),
          Map.entry("mdis.notify.receivers.ops.plain-http", "true"),
          Map.entry("mdis.notify.receivers.ops.secret", "s3cret"),
          Map.entry("mdis.notify.receivers.people.kind", "mail"),
          Map.entry("mdis.notify.receivers.people.to", "ann@example.org,bob@example.org"),
          Map.entry("mdis.notify.rules.all.severity", "LOW"),
          Map.entry("mdis.notify.rules.all.images", "registry.example:5000/team/*"),
          Map.entry("mdis.notify.rules.all.receivers", "ops,people"),
          Map.entry("mdis.notify.every", "PT0.1S"),
          Map.entry("quarkus.mailer.from", "mdis@example.org"));
    }
  }

  @BeforeEach
  void empty() throws IOException {
    new Seed(client.getDatabase("mdis")).clear();
    mailbox.clear();
    receiver = new TestReceiver(address.getPort());
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void anAlertOfTheTopicReachesEveryReceiverOnce() throws Exception {
    AlertMessage alert = tampered(Seed.digest(70), "host-a", TIME);
    publish(alert);
    publish(alert);
    await(() -> !receiver.requests().isEmpty() && mailbox.getTotalMessagesSent() > 0);
    JsonPath body = new JsonPath(receiver.requests().getFirst().body());
    assertThat(body.getString("alerts[0].evidence.host")).isEqualTo("host-a");
    Mail mail = mailbox.getMailsSentTo("ann@example.org").getFirst();
    assertThat(mail.getSubject()).isEqualTo("MDIS: 1 alert, worst MEDIUM");
    assertThat(mail.getText()).contains("host host-a");
    assertThat(mail.getTo()).hasSize(2);
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    assertThat(receiver.requests()).hasSize(1);
  }

  @Test
  void aDeadLetterIsSeenAndSentAgain() throws Exception {
    receiver.answers(400, "");
    publish(tampered(Seed.digest(71), "host-b", TIME));
    await(() -> !json("/notifications/dead-letters?receiver=ops").getList("deadLetters").isEmpty());
    String id = json("/notifications/dead-letters").getString("deadLetters[0].id");
    assertThat(page("/ui/notifications").asString()).contains(id, "it answered 400");
    receiver.clear();
    assertThat(caller().post("/notifications/dead-letters/" + id + "/replay").statusCode())
        .isEqualTo(204);
    await(() -> !receiver.requests().isEmpty());
    assertThat(receiver.requests().getFirst().header("Mdis-delivery")).isEqualTo(id);
    assertThat(caller().post("/notifications/dead-letters/" + id + "/replay").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aReceiverCanBeTried() {
    receiver.answers(500, "");
    Response failed = caller().post("/notifications/receivers/ops/test");
    assertThat(failed.jsonPath().getBoolean("delivered")).isFalse();
    assertThat(failed.jsonPath().getString("error")).isEqualTo("it answered 500");
    receiver.clear();
    Response tried = caller().post("/ui/notifications/receivers/ops/test");
    assertThat(tried.asString()).contains("ops took the test.").doesNotContain("topsecret");
    assertThat(new JsonPath(receiver.requests().getFirst().body()).getBoolean("test")).isTrue();
    assertThat(caller().post("/notifications/receivers/nobody/test").statusCode()).isEqualTo(404);
  }

  @Test
  void noSecretIsShown() {
    for (String path : List.of("/notifications/receivers", "/ui/notifications")) {
      assertThat(page(path).asString())
          .contains("127.0.0.1", "ann@example.org")
          .doesNotContain("topsecret", "s3cret");
    }
    assertThat(given().get("/notifications/receivers").statusCode()).isEqualTo(401);
  }

  private void publish(AlertMessage message) throws Exception {
    TopicCreator.ensure(brokers, List.of(Topics.ALERTS), 6);
    try (EventPublisher publisher = new EventPublisher(brokers)) {
      publisher.publish(Topics.ALERTS, message.image().toString(), message, PATIENCE);
    }
  }

  private static void await(BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean() && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static JsonPath json(String path) {
    return page(path).jsonPath();
  }

  private static Response page(String path) {
    Response answer = caller().get(path);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer;
  }

  private static RequestSpecification caller() {
    return given().header("Authorization", "Bearer " + Stores.TOKEN);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
