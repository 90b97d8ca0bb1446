package io.mdis.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundClockTest {

  @Test
  void goesOnAfterARoundThatFailed() throws InterruptedException {
    CountDownLatch rounds = new CountDownLatch(3);
    AtomicInteger failures = new AtomicInteger();
    try (RoundClock clock =
        new RoundClock(
            "test",
            "nothing was done",
            () -> {
              rounds.countDown();
              if (failures.incrementAndGet() == 1) {
                throw new IOException("away");
              }
              throw new IllegalStateException("broken");
            })) {
      clock.start(Duration.ZERO, Duration.ofMillis(10));
      assertThat(rounds.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whenItIsClosedTheRoundHasEnded() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean written = new AtomicBoolean();
    try (RoundClock clock =
        new RoundClock(
            "test",
            "nothing was done",
            () -> {
              begun.countDown();
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                written.set(true); // What was being written is written to its end.
              }
            })) {
      clock.soon();
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(written).isTrue();
  }
}
