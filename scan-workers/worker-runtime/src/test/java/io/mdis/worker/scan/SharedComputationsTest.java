package io.mdis.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedComputationsTest {
  private final SharedComputations computations = new SharedComputations();

  @Test
  void oneComputesForAllWhoAskMeanwhile() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> asked = new ArrayList<>();
      asked.add(
          threads.submit(
              () ->
                  computations.run(
                      "key",
                      () -> {
                        runs.incrementAndGet();
                        started.countDown();
                        await(go);
                        return new byte[] {7};
                      })));
      started.await();
      for (int i = 0; i < 5; i++) {
        CountDownLatch asking = new CountDownLatch(1);
        asked.add(
            threads.submit(
                () -> {
                  asking.countDown();
                  return computations.run(
                      "key",
                      () -> {
                        runs.incrementAndGet();
                        return new byte[] {7};
                      });
                }));
        asking.await();
      }
      go.countDown();
      for (Future<byte[]> each : asked) {
        assertThat(each.get()).containsExactly(7);
      }
    }
    // Who asks only after the first has answered computes again; the store answers that one.
    assertThat(runs.get()).isBetween(1, 2);
  }

  @Test
  void aFailureIsOnlyThatOfItsOwnCaller() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<byte[]> first =
          threads.submit(
              () ->
                  computations.run(
                      "key",
                      () -> {
                        started.countDown();
                        await(go);
                        throw new IOException("mine");
                      }));
      started.await();
      Future<byte[]> second = threads.submit(() -> computations.run("key", () -> new byte[] {2}));
      go.countDown();
      assertThat(second.get()).containsExactly(2);
      assertThatThrownBy(first::get).hasRootCauseMessage("mine");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
