package io.mdis.report.notify;

import static io.mdis.report.alert.AlertMessages.TIME;
import static io.mdis.report.alert.AlertMessages.found;
import static io.mdis.report.alert.AlertMessages.gone;
import static io.mdis.report.alert.AlertMessages.tampered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.mdis.report.alert.Alert;
import io.mdis.report.alert.Alerts;
import io.mdis.report.query.ReportProblem;
import io.mdis.report.store.MongoDeliveryStore;
import io.mdis.suppression.ImagePattern;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class NotificationsTest {
  private static final Digest IMAGE = Seed.digest(1);
  private static final Duration GROUP_WAIT = Duration.ofSeconds(30);
  private static final DeliveryPolicy POLICY =
      new DeliveryPolicy(
          GROUP_WAIT, Severity.CRITICAL, Duration.ofHours(24), Duration.ofSeconds(60));

  @Inject MongoClient client;
  @Inject Alerts alerts;

  private final MovingClock clock = new MovingClock(TIME);
  private final List<Notification> got = new CopyOnWriteArrayList<>();
  private volatile DeliveryException failure;
  private MongoDeliveryStore store;
  private Notifications notifications;

  @BeforeEach
  void empty() {
    new Seed(client.getDatabase("mdis")).clear();
    store = new MongoDeliveryStore(client.getDatabase("mdis"));
    store.prepare();
    notifications = notifications(Optional.empty());
  }

  @Test
  void tellsTogetherWhatComesTogetherAndEachOnce() {
    raise(found(IMAGE, "CVE-2026-1", Severity.HIGH, TIME));
    raise(found(IMAGE, "CVE-2026-2", Severity.HIGH, TIME));
    raise(found(IMAGE, "CVE-2026-1", Severity.HIGH, TIME));
    assertThat(notifications.deliver("chat")).isZero();
    clock.move(GROUP_WAIT);
    assertThat(notifications.deliver("chat")).isEqualTo(1);
    assertThat(got.getFirst().alerts()).hasSize(2);
    raise(found(IMAGE, "CVE-2026-1", Severity.HIGH, TIME));
    clock.move(GROUP_WAIT);
    assertThat(notifications.deliver("chat")).isZero();
  }

  @Test
  void whatIsUrgentDoesNotWait() {
    raise(found(IMAGE, "CVE-2026-1", Severity.CRITICAL, TIME));
    assertThat(notifications.deliver("chat")).isEqualTo(1);
    raise(tampered(IMAGE, "host-a", TIME));
    assertThat(notifications.deliver("chat")).isEqualTo(1);
  }

  @Test
  void quietHoursHoldBackWhatCanWait() {
    Notifications quiet =
        notifications(
            Optional.of(new QuietHours(LocalTime.of(9, 0), LocalTime.of(11, 0), ZoneOffset.UTC)));
    raise(found(IMAGE, "CVE-2026-1", Severity.HIGH, TIME));
    clock.move(GROUP_WAIT);
    assertThat(quiet.deliver("chat")).isZero();
    raise(found(IMAGE, "CVE-2026-2", Severity.CRITICAL, TIME));
    assertThat(quiet.deliver("chat")).isEqualTo(1);
    assertThat(got.getLast().alerts()).hasSize(1);
    clock.move(Duration.ofHours(2));
    assertThat(quiet.deliver("chat")).isEqualTo(1);
    assertThat(got.getLast().alerts().getFirst().message().finding()).isEqualTo("CVE-2026-1");
  }

  @Test
  void aReceiverThatIsAwayGetsTheSameLaterWithEverLongerPauses() {
    failure = DeliveryException.away("it answered 500");
    raise(found(IMAGE, "CVE-2026-1", Severity.CRITICAL, TIME));
    notifications.deliver("chat");
    notifications.deliver("chat"); // too early
    assertThat(got).hasSize(1);
    clock.move(Duration.ofSeconds(6));
    notifications.deliver("chat");
    clock.move(Duration.ofSeconds(6)); // the second pause is longer
    notifications.deliver("chat");
    assertThat(got).hasSize(2);
    assertThat(notifications.status().getFirst().state().lastError()).contains("it answered 500");
    failure = null;
    raise(found(IMAGE, "CVE-2026-2", Severity.CRITICAL, TIME));
    clock.move(Duration.ofSeconds(6));
    assertThat(notifications.deliver("chat")).isEqualTo(2);
    assertThat(got.subList(0, 3)).extracting(Notification::id).containsOnly(got.getFirst().id());
    assertThat(got.get(2).alerts()).hasSize(1);
    assertThat(notifications.status().getFirst().state().failures()).isZero();
  }

  @Test
  void aWishToBeLeftAloneIsFollowed() {
    failure = DeliveryException.busy("it answered 429", Duration.ofMinutes(10));
    raise(found(IMAGE, "CVE-2026-1", Severity.CRITICAL, TIME));
    notifications.deliver("chat");
    clock.move(Duration.ofMinutes(9));
    notifications.deliver("chat");
    assertThat(got).hasSize(1);
  }

  @Test
  void whatIsGivenUpOnIsADeadLetterThatCanBeSentAgain() {
    failure = DeliveryException.away("it answered 500");
    raise(found(IMAGE, "CVE-2026-1", Severity.CRITICAL, TIME));
    notifications.deliver("chat");
    clock.move(Duration.ofHours(25));
    notifications.deliver("chat");
    Batch dead = notifications.deadLetters(Optional.of("chat")).getFirst();
    assertThat(dead.error()).isEqualTo("it answered 500");
    assertThat(notifications.status().getFirst().waiting()).isZero();
    assertThat(notifications.status().getFirst().dead()).isEqualTo(1);
    failure = null;
    notifications.replay(dead.id());
    assertThat(notifications.deliver("chat")).isEqualTo(1);
    assertThat(got.getLast().id()).isEqualTo(dead.id());
    assertThat(notifications.deadLetters(Optional.empty())).isEmpty();
    assertThatThrownBy(() -> notifications.replay(dead.id())).isInstanceOf(ReportProblem.class);
  }

  @Test
  void whatIsRefusedHoldsNothingUp() {
    failure = DeliveryException.refused("it answered 400");
    raise(found(IMAGE, "CVE-2026-1", Severity.CRITICAL, TIME));
    notifications.deliver("chat");
    failure = null;
    raise(found(IMAGE, "CVE-2026-2", Severity.CRITICAL, TIME));
    assertThat(notifications.deliver("chat")).isEqualTo(1);
    assertThat(notifications.deadLetters(Optional.empty())).hasSize(1);
  }

  @Test
  void whatIsOverBeforeItIsToldIsNot() {
    alerts.take(gone(IMAGE, "CVE-2026-1", TIME.plusSeconds(1)));
    raise(found(IMAGE, "CVE-2026-1", Severity.CRITICAL, TIME));
    assertThat(notifications.deliver("chat")).isZero();
  }

  @Test
  void onlyWhatARuleSpeaksOfIsTold() {
    raise(found(IMAGE, "CVE-2026-1", Severity.LOW, TIME));
    raise(gone(IMAGE, "CVE-2026-2", TIME));
    clock.move(GROUP_WAIT);
    assertThat(notifications.deliver("chat")).isZero();
    NotificationRule elsewhere =
        new NotificationRule(
            "elsewhere",
            Severity.UNKNOWN,
            Set.of(AlertMessage.VULNERABILITY_NEW),
            List.of(ImagePattern.parse("registry.example:5000/other/*")),
            List.of("chat"));
    assertThat(elsewhere.matches(found(IMAGE, "CVE-2026-1", Severity.LOW, TIME))).isFalse();
  }

  @Test
  void ofManyReplicasOneSends() throws Exception {
    for (int i = 0; i < 120; i++) {
      raise(found(IMAGE, "CVE-2026-" + i, Severity.CRITICAL, TIME));
    }
    try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> sent = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Notifications replica = notifications(Optional.empty());
        sent.add(replicas.submit(() -> replica.deliver("chat")));
      }
      for (Future<Integer> one : sent) {
        one.get();
      }
    }
    notifications.deliver("chat");
    List<String> told =
        got.stream()
            .flatMap(notification -> notification.alerts().stream())
            .map(Alert::id)
            .toList();
    assertThat(told).hasSize(120).doesNotHaveDuplicates();
  }

  @Test
  void aReplicaThatEndsInBetweenLeavesItToAnother() {
    raise(found(IMAGE, "CVE-2026-1", Severity.CRITICAL, TIME));
    assertThat(store.lease("chat", "killed", TIME, TIME.plusSeconds(60))).isTrue();
    Batch begun = store.batch("chat", store.next("chat", false, 50), TIME);
    assertThat(notifications.deliver("chat")).isZero();
    clock.move(Duration.ofSeconds(61));
    assertThat(notifications.deliver("chat")).isEqualTo(1);
    assertThat(got.getFirst().id()).isEqualTo(begun.id());
  }

  @Test
  void aRuleMustNameReceiversThatThereAre() {
    NotificationRule rule =
        new NotificationRule("r", Severity.LOW, Set.of("x"), List.of(), List.of("nobody"));
    assertThatThrownBy(
            () -> new Notifications(List.of(rule), List.of(), POLICY, store, alerts, clock))
        .hasMessageContaining("nobody");
  }

  private void raise(AlertMessage message) {
    notifications.enqueue(alerts.take(message));
  }

  private Notifications notifications(Optional<QuietHours> quiet) {
    NotificationRule rule =
        new NotificationRule(
            "all",
            Severity.MEDIUM,
            Set.of(AlertMessage.VULNERABILITY_NEW, AlertMessage.TRUST_TAMPERED),
            List.of(),
            List.of("chat"));
    Receiver chat = new Receiver("chat", "test", "here", quiet, this::take);
    return new Notifications(List.of(rule, rule), List.of(chat), POLICY, store, alerts, clock);
  }

  private void take(Notification notification) throws DeliveryException {
    got.add(notification);
    LockSupport.parkNanos(20_000_000); // so that replicas meet
    if (failure != null) {
      throw failure;
    }
  }
}
