package io.mdis.harbor.scan;

import io.mdis.contracts.Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Scans of a test. */
final class MemoryScans implements ScanStore {
  final Map<String, HarborScan> byId = new HashMap<>();

  @Override
  public void add(HarborScan scan) {
    byId.put(scan.id(), scan);
  }

  @Override
  public Optional<HarborScan> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public void resolved(String id, Digest configDigest) {
    byId.computeIfPresent(id, (key, s) -> with(s, Optional.of(configDigest), s.reportedAt()));
  }

  @Override
  public void reported(String id, Instant at) {
    byId.computeIfPresent(id, (key, s) -> with(s, s.configDigest(), Optional.of(at)));
  }

  @Override
  public void remove(String id) {
    byId.remove(id);
  }

  @Override
  public long removeBefore(Instant requested) {
    return 0;
  }

  private static HarborScan with(
      HarborScan scan, Optional<Digest> configDigest, Optional<Instant> reportedAt) {
    return new HarborScan(
        scan.id(),
        scan.registry(),
        scan.repository(),
        scan.tag(),
        scan.digest(),
        scan.requestedAt(),
        scan.until(),
        configDigest,
        reportedAt);
  }
}
