package io.mdis.report.notify;

import io.mdis.contracts.AlertMessage;
import io.mdis.report.alert.Alert;
import io.mdis.report.alert.AlertState;
import io.mdis.report.alert.Alerts;
import io.mdis.report.query.ReportProblem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells alerts to receivers. An alert is first stored as to be told, then put together with others
 * into a notification that stays the same until the receiver has it; so neither an end in between
 * nor a receiver that is away loses one.
 */
public final class Notifications {
  private static final int MOST_TOGETHER = 50;
  private static final int MOST_DEAD_LETTERS = 200;
  private static final Duration LONGEST_WISH = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(30);

  private final List<NotificationRule> rules;
  private final Map<String, Receiver> receivers;
  private final DeliveryPolicy policy;
  private final DeliveryStore store;
  private final Alerts alerts;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();

  /** Throws IllegalArgumentException when a rule names a receiver that is none. */
  public Notifications(
      List<NotificationRule> rules,
      List<Receiver> receivers,
      DeliveryPolicy policy,
      DeliveryStore store,
      Alerts alerts,
      Clock clock) {
    this.rules = List.copyOf(rules);
    this.receivers =
        new TreeMap<>(receivers.stream().collect(Collectors.toMap(Receiver::name, r -> r)));
    this.policy = policy;
    this.store = store;
    this.alerts = alerts;
    this.clock = clock;
    for (NotificationRule rule : rules) {
      for (String name : rule.receivers()) {
        if (!this.receivers.containsKey(name)) {
          throw new IllegalArgumentException(
              "rule " + rule.name() + " names the receiver " + name + ", which is not configured");
        }
      }
    }
  }

  /**
   * Stores who is to be told of an alert, unless it is over already; doing so again changes
   * nothing.
   */
  public void enqueue(Alert alert) {
    if (alert.state() == AlertState.CLOSED
        && !alert.message().kind().equals(AlertMessage.VULNERABILITY_GONE)) {
      return;
    }
    Set<String> told = new LinkedHashSet<>();
    for (NotificationRule rule : rules) {
      if (rule.matches(alert.message())) {
        told.addAll(rule.receivers());
      }
    }
    Instant now = now();
    boolean urgent = policy.urgent(alert);
    store.keep(
        told.stream()
            .map(name -> new Delivery(id(name, alert), name, alert.id(), urgent, now))
            .toList());
  }

  /** Names of the receivers. */
  public Set<String> receivers() {
    return receivers.keySet();
  }

  /** How it stands with each receiver. */
  public List<ReceiverStatus> status() {
    return receivers.values().stream()
        .map(
            receiver ->
                new ReceiverStatus(
                    receiver,
                    store.state(receiver.name()),
                    store.waiting(receiver.name()),
                    store.dead(receiver.name())))
        .toList();
  }

  /**
   * Sends a receiver what is due, unless another replica is at it or it is to be left alone.
   *
   * @return how many notifications it took
   */
  public int deliver(String name) {
    Receiver receiver = receiver(name);
    // Looked at without a lease first: through quiet hours that would be a write each second.
    if (store.state(name).notBefore().isAfter(now())
        || (store.unsent(name).isEmpty() && next(receiver, now()).isEmpty())) {
      return 0;
    }
    int sent = 0;
    while (store.lease(name, owner, now(), now().plus(policy.lease()))) {
      Optional<Batch> batch = due(receiver);
      if (batch.isEmpty() || !send(receiver, batch.get())) {
        break;
      }
      sent++;
    }
    store.release(name, owner);
    return sent;
  }

  /** Tries a receiver with a notification that tells of nothing. */
  public void test(String name) throws DeliveryException {
    receiver(name).channel().send(Notification.test(UUID.randomUUID().toString(), now()));
  }

  /** Dead letters, newest first, so many at most as are shown. */
  public List<Batch> deadLetters(Optional<String> receiver) {
    return store.deadLetters(receiver, MOST_DEAD_LETTERS);
  }

  /** Takes a dead letter up again. */
  public void replay(String batch) {
    if (!store.replay(batch, now())) {
      throw ReportProblem.unknown(
          "dead-letter.unknown",
          "there is no such dead letter; GET /notifications/dead-letters lists those that are");
    }
  }

  /** Forgets what was sent long ago. */
  public void forget() {
    store.forget(now().minus(KEPT));
  }

  private Optional<Batch> due(Receiver receiver) {
    Optional<Batch> unsent = store.unsent(receiver.name());
    if (unsent.isPresent()) {
      return unsent;
    }
    Instant now = now();
    List<Delivery> next = next(receiver, now);
    return next.isEmpty() ? Optional.empty() : Optional.of(store.batch(receiver.name(), next, now));
  }

  /** What is to be told together now; nothing while it is quiet or waits for others. */
  private List<Delivery> next(Receiver receiver, Instant now) {
    boolean quiet = receiver.quiet().map(hours -> hours.cover(now)).orElse(false);
    List<Delivery> next = store.next(receiver.name(), quiet, MOST_TOGETHER);
    boolean ready =
        next.size() == MOST_TOGETHER
            || next.stream()
                .anyMatch(
                    delivery ->
                        delivery.urgent()
                            || !delivery.createdAt().plus(policy.groupWait()).isAfter(now));
    return ready ? next : List.of();
  }

  private boolean send(Receiver receiver, Batch batch) {
    List<Alert> told = alerts.find(batch.alerts());
    try {
      if (!told.isEmpty()) {
        receiver.channel().send(new Notification(batch.id(), batch.madeAt(), false, told));
      }
      store.sent(batch, now());
      return true;
    } catch (DeliveryException e) {
      return failed(batch, e);
    } catch (RuntimeException e) {
      // What one alert says must not keep all that follow from being told.
      return failed(batch, DeliveryException.refused("it can't be put into words: " + e));
    }
  }

  /** True when the receiver may be sent others at once. */
  private boolean failed(Batch batch, DeliveryException failure) {
    Instant now = now();
    if (failure.isRefused() || batch.madeAt().plus(policy.giveUpAfter()).isBefore(now)) {
      store.dead(batch, failure.getMessage(), now);
      if (failure.isRefused()) {
        return true;
      }
    }
    int failures = store.state(batch.receiver()).failures() + 1;
    Duration pause =
        failure
            .retryAfter()
            .map(wish -> wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH)
            .orElseGet(() -> policy.backOff(failures));
    store.failed(batch, failure.getMessage(), failures, now.plus(pause));
    return false;
  }

  private Receiver receiver(String name) {
    Receiver receiver = receivers.get(name);
    if (receiver == null) {
      throw ReportProblem.unknown(
          "receiver.unknown",
          "there is no such receiver; GET /notifications/receivers lists those that are");
    }
    return receiver;
  }

  private static String id(String receiver, Alert alert) {
    String key = receiver + "|" + alert.id() + "|" + alert.message().at().toEpochMilli();
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
