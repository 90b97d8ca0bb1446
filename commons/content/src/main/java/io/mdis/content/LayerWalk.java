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
 * Shows every regular file of a layer to a task, one by one in the order of the tar, so that it is
 * read from front to back, or in groups. A hard link is not shown beside the file that it names;
 * whiteouts, directories, symlinks and devices have no content. Threads take the next file or group
 * when they are done with one, so nothing queues up. Safe for use by several threads.
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

  /** Looks at some files together. */
  @FunctionalInterface
  public interface GroupTask {
    /** Called once for each group, by several threads at once. */
    void accept(List<LayerFile> files) throws IOException;
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
    List<LayerEntry> all = layer.filesByOffset();
    run(
        layer,
        all.size(),
        i -> {
          LayerEntry entry = all.get(i);
          if (entries.test(entry)) {
            LayerFile file = LayerFile.of(layer, entry);
            if (files.test(file)) {
              task.accept(file);
            }
          }
        });
  }

  /**
   * Walks over files that are not empty in groups; ends as the other.
   *
   * @param bounds of a group
   */
  public void run(Layer layer, GroupBounds bounds, GroupTask task) throws IOException {
    List<LayerEntry> all = layer.filesByOffset();
    List<GroupBounds.Group> groups = bounds.groups(all);
    run(
        layer,
        groups.size(),
        i -> {
          List<LayerFile> files = new ArrayList<>();
          for (LayerEntry entry : all.subList(groups.get(i).from(), groups.get(i).to())) {
            if (entry.size() > 0 && (groups.get(i).alone() || !bounds.alone(entry))) {
              files.add(LayerFile.of(layer, entry));
            }
          }
          task.accept(files);
        });
  }

  private void run(Layer layer, int steps, Step step) throws IOException {
    Run run = new Run(layer, steps, step);
    if (threads == 1) {
      run.work();
    } else {
      run.fork(threads);
    }
    run.rethrow();
  }

  /** One of many steps. */
  @FunctionalInterface
  private interface Step {
    void take(int number) throws IOException;
  }

  /** One walk. */
  private static final class Run {
    private final Layer layer;
    private final int steps;
    private final Step step;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Run(Layer layer, int steps, Step step) {
      this.layer = layer;
      this.steps = steps;
      this.step = step;
    }

    void work() {
      try {
        for (int i = next.getAndIncrement(); i < steps; i = next.getAndIncrement()) {
          if (failure.get() != null) {
            return;
          }
          if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
          }
          step.take(i);
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
