package io.mdis.embedded.database;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file in proportion to what is alive in it. Each commit appends, and what it replaces is
 * dead; parts of the file (chunks) with much dead in them are rewritten and then reused. An entry
 * that is written at a place by chance costs a page of some kilobytes for each index, so writers
 * can make dead bytes much faster than the file can be rewritten: then they wait for it.
 */
final class Compaction implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

  /** A smaller file is left alone. */
  private static final long LEAST_BYTES = 16L << 20;

  /** Chunks are rewritten below this. */
  private static final int WANTED_PERCENT = 60;

  /** Writers wait below this, in a file of at least {@link #PRESSED_BYTES}. */
  private static final int PRESSED_PERCENT = 50;

  private static final long PRESSED_BYTES = 32L << 20;

  /** Alive bytes that are rewritten at once, while nobody may change anything. */
  private static final int REWRITTEN_BYTES = 16 << 20;

  /**
   * Between looks when there is nothing to do; chunks can be rewritten a second after they came.
   */
  private static final long PAUSE_MILLIS = 200;

  /** Nobody waits longer, even if nothing gets better: a long wait is worse than a large file. */
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final MVStore store;
  private final Lock exclusive;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition relieved = lock.newCondition();
  private final Condition closing = lock.newCondition();
  private final Thread thread;
  private boolean closed;

  /**
   * Begins at once.
   *
   * @param exclusive held while pages are moved and committed
   */
  Compaction(MVStore store, Lock exclusive) {
    this.store = store;
    this.exclusive = exclusive;
    this.thread = Thread.ofPlatform().daemon().name("mdis-database-compaction").start(this::run);
  }

  /** Waits while too much of the file is dead. Not to be called by who holds up a commit. */
  void awaitRoom() {
    if (!pressed()) {
      return;
    }
    long left = TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
    boolean interrupted = false;
    lock.lock();
    try {
      while (!closed && left > 0 && pressed()) {
        try {
          left = relieved.awaitNanos(left);
        } catch (InterruptedException e) {
          interrupted = true;
          break;
        }
      }
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean pressed() {
    FileStore<?> file = store.getFileStore();
    return file.size() > PRESSED_BYTES && file.getChunksFillRate() < PRESSED_PERCENT;
  }

  private void run() {
    boolean more = false;
    while (pause(more)) {
      try {
        more = store.getFileStore().size() > LEAST_BYTES && rewrite();
      } catch (RuntimeException e) {
        more = false;
        LOG.error("Compacting the database's file failed; it grows until this is solved", e);
      }
      lock.lock();
      try {
        relieved.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean rewrite() {
    exclusive.lock();
    try {
      boolean rewritten = store.compact(WANTED_PERCENT, REWRITTEN_BYTES);
      if (rewritten) {
        store.commit();
        store.sync();
      }
      return rewritten;
    } finally {
      exclusive.unlock();
    }
  }

  /** False when it is time to end. Work goes on without a pause, but not before others had one. */
  private boolean pause(boolean more) {
    lock.lock();
    try {
      long left = more ? 0 : TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
      while (!closed && left > 0) {
        left = closing.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends when what is being rewritten is. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
      relieved.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
