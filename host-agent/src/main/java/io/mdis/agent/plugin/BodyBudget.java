package io.mdis.agent.plugin;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all requests together may hold, so that no crowd of them takes the heap. */
final class BodyBudget {
  private final AtomicLong left;

  BodyBudget(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** Takes so many; false, and none taken, when there aren't as many. */
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void give(long bytes) {
    left.addAndGet(bytes);
  }
}
