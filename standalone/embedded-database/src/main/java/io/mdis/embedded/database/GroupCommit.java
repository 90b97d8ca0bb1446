package io.mdis.embedded.database;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets threads that wait for a commit share one. */
final class GroupCommit {
  private final Runnable commit;
  private final AtomicLong asked = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition finished = lock.newCondition();
  private long durable;
  private boolean running;

  GroupCommit(Runnable commit) {
    this.commit = commit;
  }

  /**
   * Returns when a commit has finished that started after this call. One of the waiting threads
   * runs it; if it fails, that thread gets the exception and the next one tries again.
   */
  void await() {
    long ticket = asked.incrementAndGet();
    lock.lock();
    try {
      while (durable < ticket) {
        if (running) {
          finished.awaitUninterruptibly();
        } else {
          lead();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void lead() {
    running = true;
    long covered = asked.get();
    boolean committed = false;
    lock.unlock();
    try {
      commit.run();
      committed = true;
    } finally {
      lock.lock();
      running = false;
      if (committed) {
        durable = Math.max(durable, covered);
      }
      finished.signalAll();
    }
  }
}
