package io.mdis.report.queue;

import io.mdis.report.query.ReportProblem;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What waits, what was given up on, and the replay of that. */
public final class Queues {
  private static final int MOST_LETTERS = 50;

  /** Every page asks; the broker is asked this often at most. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Broker broker;
  private final ReplayLog log;
  private final Clock clock;
  private List<GroupBacklog> backlog = List.of();
  private Instant asked = Instant.MIN;

  /** Over the given broker; replays are taken down in the log. */
  public Queues(Broker broker, ReplayLog log, Clock clock) {
    this.broker = broker;
    this.log = log;
    this.clock = clock;
  }

  /** What is before each group; a few seconds old at most. */
  public synchronized List<GroupBacklog> backlog() throws IOException {
    Instant now = clock.instant();
    if (asked.equals(Instant.MIN) || asked.plus(FRESH).isBefore(now)) {
      backlog = List.copyOf(broker.backlog());
      asked = now;
    }
    return backlog;
  }

  /** The last dead letters of each group, newest first. */
  public List<DeadLetter> deadLetters() throws IOException {
    List<DeadLetter> letters = broker.deadLetters(MOST_LETTERS);
    Map<LetterId, DeadLetter.Replay> replays =
        log.of(letters.stream().map(DeadLetter::id).toList());
    return letters.stream()
        .map(letter -> letter.replayed(Optional.ofNullable(replays.get(letter.id()))))
        .toList();
  }

  /**
   * Gives a dead letter to its group again, once.
   *
   * @param by name of the person
   * @throws ReportProblem when it was replayed already, or is not kept any more
   */
  public void replay(LetterId letter, String by) throws IOException {
    if (!log.add(letter, new DeadLetter.Replay(by, clock.instant()))) {
      throw ReportProblem.conflict(
          "letter.replayed",
          "the dead letter was replayed already; if it fails again, a new one comes");
    }
    try {
      broker.resend(letter);
    } catch (IOException | RuntimeException e) {
      log.remove(letter);
      throw e;
    }
  }
}
