package io.mdis.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts credentials that were refused, by the address that sent them. An address with too many in
 * one minute is not listened to for the rest of it; it then gets neither in nor a hint.
 */
@ApplicationScoped
public class FailureLimit {
  /** Length of a window. */
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int MOST_ADDRESSES = 10_000;

  private record Window(Instant start, int failures) {}

  private final int most;
  private final InstantSource clock;
  private final Map<String, Window> windows = new ConcurrentHashMap<>();

  /** As configured. */
  @Inject
  public FailureLimit(AccessSettings settings) {
    this(settings.failuresPerMinute(), InstantSource.system());
  }

  FailureLimit(int most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
  }

  /** Notes that an address sent a credential that was refused. */
  public void failed(String address) {
    if (windows.size() >= MOST_ADDRESSES) {
      windows.values().removeIf(this::over);
    }
    if (windows.size() >= MOST_ADDRESSES) {
      windows.clear(); // Memory first; so many addresses are not stopped by counting each.
    }
    windows.merge(
        address,
        new Window(clock.instant(), 1),
        (known, fresh) -> over(known) ? fresh : new Window(known.start, known.failures + 1));
  }

  /** Whether an address has failed too often within this minute. */
  public boolean exceeded(String address) {
    Window window = windows.get(address);
    return window != null && !over(window) && window.failures >= most;
  }

  private boolean over(Window window) {
    return !clock.instant().isBefore(window.start.plus(WINDOW));
  }
}
