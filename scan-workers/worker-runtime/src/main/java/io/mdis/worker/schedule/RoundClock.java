package io.mdis.worker.schedule;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does something now and then, on a thread of its own. */
public final class RoundClock implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RoundClock.class);
  private static final Duration LAST_WRITES = Duration.ofSeconds(10);

  private final String name;
  private final String failed;
  private final Round round;
  private final ScheduledExecutorService clock;

  /** One look at whether there is something to do, and doing it. */
  @FunctionalInterface
  public interface Round {
    /** Whatever it throws is logged, and it is tried again the next time. */
    void run() throws IOException;
  }

  /**
   * Nothing runs yet.
   *
   * @param name of the thread
   * @param failed what was not done when a round threw, for a person
   */
  public RoundClock(String name, String failed, Round round) {
    this.name = name;
    this.failed = failed;
    this.round = round;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
  }

  /** Begins after a while, and again so long after each end. */
  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the clock; failures are logged.
  public void start(Duration first, Duration pause) {
    clock.scheduleWithFixedDelay(
        this::runSafely, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
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
      LOG.warnf("%s, again later: %s", failed, e);
    }
  }

  /** Interrupts a round; what is being written is written to its end, before the database goes. */
  @Override
  public void close() {
    clock.shutdownNow();
    try {
      if (!clock.awaitTermination(LAST_WRITES.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warnf("%s did not end in %s", name, LAST_WRITES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
