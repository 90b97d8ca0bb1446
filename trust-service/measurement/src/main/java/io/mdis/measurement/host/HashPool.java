package io.mdis.measurement.host;

import io.mdis.image.tar.ByteString;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that hash files, the largest of those that wait first, so that none is begun when the
 * others are done. A pool may serve many measurements at once.
 */
public final class HashPool implements AutoCloseable {
  private static final long STOP = -1;

  private final PriorityBlockingQueue<Task<?>> waiting = new PriorityBlockingQueue<>();
  private final AtomicLong sequence = new AtomicLong();
  private final Thread[] threads;

  /** With so many threads. */
  public HashPool(int threads) {
    this.threads = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      this.threads[i] = Thread.ofPlatform().daemon().name("measure-", i).start(this::work);
    }
  }

  /** With a thread for each processor, two at least. */
  public static HashPool ofProcessors() {
    return new HashPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  <T> FutureTask<T> submit(long size, Callable<T> work) {
    Task<T> task = new Task<>(work, size, sequence.getAndIncrement());
    waiting.add(task);
    return task;
  }

  /** Result of a task; throws what it threw. */
  static <T> T result(FutureTask<T> task, ByteString path) throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + path + " was measured");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("could not measure " + path, e.getCause());
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < threads.length; i++) {
      waiting.add(new Task<>(() -> null, STOP, sequence.getAndIncrement()));
    }
  }

  private void work() {
    while (true) {
      try {
        Task<?> task = waiting.take();
        if (task.size == STOP) {
          return;
        }
        task.run();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static final class Task<T> extends FutureTask<T> implements Comparable<Task<?>> {
    private final long size;
    private final long sequence;

    Task(Callable<T> work, long size, long sequence) {
      super(work);
      this.size = size;
      this.sequence = sequence;
    }

    @Override
    public int compareTo(Task<?> other) {
      int sizes = Long.compare(other.size, size);
      return sizes != 0 ? sizes : Long.compare(sequence, other.sequence);
    }
  }
}
