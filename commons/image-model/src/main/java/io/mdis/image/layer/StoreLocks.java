package io.mdis.image.layer;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks on layers, shared by those who use one and exclusive for whoever writes or removes one,
 * within this process and between processes. Every layer is a byte range of one lock file, so that
 * no lock file needs removing. One instance per folder and process, since a process loses its locks
 * on a file when it closes any of its channels to it.
 */
final class StoreLocks {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int POLL_MILLIS = 20;
  private static final Map<Path, StoreLocks> OPEN = new ConcurrentHashMap<>();

  private static final class Held {
    private FileLock lock;
    private int users;
    private boolean exclusive;
  }

  private final FileChannel channel;
  private final Map<Long, Held> held = new HashMap<>();

  private StoreLocks(FileChannel channel) {
    this.channel = channel;
  }

  /** The locks of a folder that exists. */
  static StoreLocks of(Path directory) throws IOException {
    Path real = directory.toRealPath();
    synchronized (OPEN) {
      StoreLocks known = OPEN.get(real);
      if (known == null) {
        known =
            new StoreLocks(
                FileChannel.open(
                    real.resolve("store.lock"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE));
        OPEN.put(real, known);
      }
      return known;
    }
  }

  /** Waits for the lock, half an hour at most; run the result once to let go. */
  Runnable lock(Digest digest, boolean shared) throws IOException {
    long key = key(digest);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Runnable release = tryLock(key, shared);
      if (release != null) {
        return release;
      }
      if (System.nanoTime() > deadline) {
        throw new ImageException(
            ImageProblem.STORE,
            "layer "
                + digest
                + " has been locked in the store for "
                + PATIENCE
                + " by another scan; see what it hangs on, or try again");
      }
      pause();
    }
  }

  /** An exclusive lock, or null when the layer is in use anywhere. */
  Runnable tryExclusive(Digest digest) throws IOException {
    return tryLock(key(digest), false);
  }

  private synchronized Runnable tryLock(long key, boolean shared) throws IOException {
    Held now = held.get(key);
    if (now == null) {
      FileLock lock = channel.tryLock(key, 1, shared);
      if (lock == null) {
        return null;
      }
      now = new Held();
      now.lock = lock;
      now.exclusive = !shared;
      held.put(key, now);
    } else if (!shared || now.exclusive) {
      return null;
    }
    now.users++;
    return () -> release(key);
  }

  private synchronized void release(long key) {
    Held now = held.get(key);
    if (--now.users == 0) {
      held.remove(key);
      try {
        now.lock.release();
      } catch (IOException e) {
        throw new IllegalStateException("lock of the layer store can't be released", e);
      }
      notifyAll();
    }
  }

  // Whoever calls looks again whether it has the lock, in a loop.
  @SuppressWarnings("WaitNotInLoop")
  private synchronized void pause() throws InterruptedIOException {
    try {
      // Woken by this process; another one's release has to be looked for.
      wait(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped =
          new InterruptedIOException("interrupted waiting for a layer");
      stopped.initCause(e);
      throw stopped;
    }
  }

  private static long key(Digest digest) {
    return Long.parseUnsignedLong(digest.hex().substring(0, 16), 16) >>> 2;
  }
}
