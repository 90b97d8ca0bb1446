package io.mdis.worker.rejudge;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Judges stored results again now and then, on a thread of its own. */
public final class RejudgeClock implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RejudgeClock.class);
  private static final Duration LAST_WRITES = Duration.ofSeconds(10);

  private final String dimension;
  private final Round round;
  private final ScheduledExecutorService clock;

  /** One look at whether there is something to judge again, and doing it. */
  @FunctionalInterface
  public interface Round {
    /** Whatever it throws is logged, and it is tried again the next time. */
    void run() throws IOException;
  }

  /** Of a dimension; nothing runs yet. */
  public RejudgeClock(String dimension, Round round) {
    this.dimension = dimension;
    this.round = round;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rejudge-" + dimension).daemon().factory());
  }

  /** Begins now, and again so long after each end. */
  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the clock; failures are logged.
  public void start(Duration pause) {
    clock.scheduleWithFixedDelay(this::runSafely, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Once more, as soon as what is running has ended. */
  @SuppressWarnings("FutureReturnValueIgnored") // Failures are logged.
  public void soon() {
    clock.submit(this::runSafely);
  }

  private void runSafely() {
    try {
      round.run();
    } catch (IOException | RuntimeException e) {
      LOG.warnf("%s: images were not judged again to the end, again later: %s", dimension, e);
    }
  }

  /** Interrupts a round; what is being written is written to its end, before the database goes. */
  @Override
  public void close() {
    clock.shutdownNow();
    try {
      if (!clock.awaitTermination(LAST_WRITES.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warnf("%s: judging again did not end in %s", dimension, LAST_WRITES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
