package io.mdis.trust.verify;

import io.mdis.image.registry.ContentDigest;
import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import io.mdis.trust.protocol.Clocks;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.Nonce;
import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.ProtocolProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets each request through once. A request counts only near its own time, so its nonce needs to be
 * remembered no longer than that; and one from before this process started doesn't count, as its
 * nonce may have been used before. Bounded: beyond the bound requests are refused, not forgotten.
 */
public final class NonceWindow {
  private final Duration skew;
  private final int most;
  private final Instant started;
  private final InstantSource clock;

  /** Requests by the period of the length of the window that their own time falls into. */
  private final ConcurrentHashMap<Long, Set<Seen>> periods = new ConcurrentHashMap<>();

  private final AtomicInteger size = new AtomicInteger();

  /** 128 bits of a hash over host and nonce. */
  private record Seen(long high, long low) {}

  /**
   * An empty one.
   *
   * @param skew how far the time of a request may be from now, to either side
   * @param most requests that are remembered: about 100 bytes each
   */
  public NonceWindow(Duration skew, int most, InstantSource clock) {
    this.skew = skew;
    this.most = most;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** Throws CLOCK_SKEW, REPLAYED_NONCE, or BUSY. */
  public void use(HostName host, Nonce nonce, Instant time) throws IOException {
    Instant now = clock.instant();
    Clocks.require(time, now, skew, "the clock of host " + host);
    if (time.isBefore(started)) {
      throw new ProtocolException(
          ProtocolProblem.CLOCK_SKEW,
          "the request is from before the service started; ask again with a new nonce");
    }
    long period = period(time);
    forget(period(now.minus(skew)));
    if (size.get() >= most) {
      throw new TrustException(
          TrustProblem.BUSY, "more than " + most + " requests within " + skew.multipliedBy(2));
    }
    if (!periods
        .computeIfAbsent(period, key -> ConcurrentHashMap.newKeySet())
        .add(seen(host, nonce))) {
      throw new ProtocolException(
          ProtocolProblem.REPLAYED_NONCE,
          "nonce "
              + nonce
              + " of host "
              + host
              + " was used before; every request needs a new one");
    }
    size.incrementAndGet();
  }

  private long period(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), skew.toMillis());
  }

  /** Periods before the oldest that a request may still be of. */
  private void forget(long oldest) {
    for (Long period : periods.keySet()) {
      if (period < oldest) {
        Set<Seen> gone = periods.remove(period);
        if (gone != null) {
          size.addAndGet(-gone.size());
        }
      }
    }
  }

  private static Seen seen(HostName host, Nonce nonce) {
    MessageDigest hasher = ContentDigest.hash("sha256");
    hasher.update(host.value().getBytes(StandardCharsets.US_ASCII));
    hasher.update((byte) 0);
    ByteBuffer hash =
        ByteBuffer.wrap(hasher.digest(nonce.value().getBytes(StandardCharsets.US_ASCII)));
    return new Seen(hash.getLong(), hash.getLong());
  }
}
