package io.mdis.worker.scan;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** Lets those who want the same at the same time wait for the first of them. */
public final class SharedComputations {
  private final Map<String, CompletableFuture<byte[]>> running = new ConcurrentHashMap<>();

  /** What the computation makes, by whoever runs it; a failure is only that of its own caller. */
  public byte[] run(String key, LayerResults.Computation compute) throws IOException {
    while (true) {
      CompletableFuture<byte[]> own = new CompletableFuture<>();
      CompletableFuture<byte[]> other = running.putIfAbsent(key, own);
      if (other == null) {
        return lead(key, own, compute);
      }
      byte[] made = await(other);
      if (made != null) {
        return made;
      }
    }
  }

  private byte[] lead(String key, CompletableFuture<byte[]> own, LayerResults.Computation compute)
      throws IOException {
    byte[] made = null;
    try {
      made = compute.run();
      return made;
    } finally {
      running.remove(key, own);
      own.complete(made);
    }
  }

  /** Null when the other failed, which says nothing about the next attempt. */
  private static byte[] await(CompletableFuture<byte[]> other) throws IOException {
    try {
      return other.get();
    } catch (ExecutionException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped =
          new InterruptedIOException("interrupted while waiting for the result of a layer");
      stopped.initCause(e);
      throw stopped;
    }
  }
}
