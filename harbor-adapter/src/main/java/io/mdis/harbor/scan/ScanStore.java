package io.mdis.harbor.scan;

import io.mdis.contracts.Digest;
import java.time.Instant;
import java.util.Optional;

/** Keeps scans, for every replica of the adapter. */
public interface ScanStore {
  /** Keeps a new one. */
  void add(HarborScan scan);

  /** The scan of that id. */
  Optional<HarborScan> find(String id);

  /** Notes that the workers were told of its image; does nothing when there is no such scan. */
  void resolved(String id, Digest configDigest);

  /** Notes that a report was given. */
  void reported(String id, Instant at);

  /** Forgets one, as if it had not been asked for. */
  void remove(String id);

  /** Forgets those that were requested before; how many they were. */
  long removeBefore(Instant requested);
}
