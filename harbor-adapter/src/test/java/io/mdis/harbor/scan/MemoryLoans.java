package io.mdis.harbor.scan;

import io.mdis.registries.loan.SealedLoans;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Loans of a test. */
final class MemoryLoans implements SealedLoans {
  final Map<String, Sealed> byEvent = new HashMap<>();

  @Override
  public void put(Sealed sealed) {
    byEvent.put(sealed.loan().event(), sealed);
  }

  @Override
  public Optional<Sealed> find(String event) {
    return Optional.ofNullable(byEvent.get(event));
  }

  @Override
  public void end(String event) {
    byEvent.remove(event);
  }

  @Override
  public long endUntil(Instant now) {
    return 0;
  }
}
