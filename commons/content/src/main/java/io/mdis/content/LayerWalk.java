package io.mdis.content;

import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerEntry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Shows every regular file of a layer to a task, in the order of the tar, so that it is read from
 * front to back. A hard link is not shown beside the file that it names; whiteouts, directories,
 * symlinks and devices have no content. Threads take the next file when they are done with one, so
 * nothing queues up. Safe for use by several threads.
 */
public final class LayerWalk {
  private final int threads;

  /**
   * A walk with a number of threads.
   *
   * @param threads that work on one layer, 1 to 64; with 1 the task runs on the caller's thread
   */
  public LayerWalk(int threads) {
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("a walk has 1 to 64 threads, not " + threads);
    }
    this.threads = threads;
  }

  /** Looks at a file. */
  @FunctionalInterface
  public interface Task {
    /** Called once for each file, by several threads at once. */
    void accept(LayerFile file) throws IOException;
  }

  /** Walks over every file; as the other. */
  public void run(Layer layer, Task task) throws IOException {
    run(layer, entry -> true, file -> true, task);
  }

  /**
   * Walks. The first failure of the task ends the walk and is thrown, and so does an interrupt of
   * the caller (InterruptedIOException); no thread works for it afterwards.
   *
   * @param entries whether a file is of interest, before anything of it is read
   * @param files whether it still is when its kind is known
   */
  public void run(Layer layer, Predicate<LayerEntry> entries, Predicate<LayerFile> files, Task task)
      throws IOException {
    Run run = new Run(layer, entries, files, task);
    if (threads == 1) {
      run.work();
    } else {
      run.fork(threads);
    }
    run.rethrow();
  }

  /** One walk. */
  private static final class Run {
    private final Layer layer;
    private final List<LayerEntry> entries;
    private final Predicate<LayerEntry> wantedEntries;
    private final Predicate<LayerFile> wantedFiles;
    private final Task task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Run(
        Layer layer,
        Predicate<LayerEntry> wantedEntries,
        Predicate<LayerFile> wantedFiles,
        Task task)
        throws IOException {
      this.layer = layer;
      this.entries = layer.filesByOffset();
      this.wantedEntries = wantedEntries;
      this.wantedFiles = wantedFiles;
      this.task = task;
    }

    void work() {
      try {
        int size = entries.size();
        for (int i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
          if (failure.get() != null) {
            return;
          }
          if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
          }
          LayerEntry entry = entries.get(i);
          if (wantedEntries.test(entry)) {
            LayerFile file = LayerFile.of(layer, entry);
            if (wantedFiles.test(file)) {
              task.accept(file);
            }
          }
        }
      } catch (IOException | RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    }

    void fork(int count) {
      List<Thread> workers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        workers.add(
            Thread.ofPlatform()
                .daemon()
                .name("layer-walk-" + i)
                .unstarted(
                    () -> {
                      work();
                      if (failure.get() != null) {
                        workers.forEach(Thread::interrupt);
                      }
                    }));
      }
      workers.forEach(Thread::start);
      boolean interrupted = false;
      for (Thread worker : workers) {
        while (worker.isAlive()) {
          try {
            worker.join();
          } catch (InterruptedException e) {
            interrupted = true;
            failure.compareAndSet(null, interrupted());
            workers.forEach(Thread::interrupt);
          }
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    void rethrow() throws IOException {
      switch (failure.get()) {
        case null -> {}
        case UncheckedIOException e -> throw e.getCause();
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }

    private InterruptedIOException interrupted() {
      return new InterruptedIOException("interrupted while looking at layer " + layer.diffId());
    }
  }
}
