package io.mdis.trust.baseline;

import io.mdis.contracts.Digest;
import io.mdis.trust.protocol.HostName;

/** Hears of stored statements that aren't what was signed. Must not throw. */
@FunctionalInterface
public interface AlteredStatements {

  /**
   * One was found.
   *
   * @param what {@code baseline} or {@code layer}
   * @param digest image ID or diffID
   * @param host of a baseline that was made on a host; null otherwise
   * @param problem how it was noticed
   */
  void found(String what, Digest digest, HostName host, String problem);
}
