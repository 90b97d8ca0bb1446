package io.mdis.trust.authority;

import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the hosts. Throws IOException when it is away. */
public interface HostStore {

  /** A host. */
  Optional<Host> find(HostName name) throws IOException;

  /** A host has enrolled: earlier certificates and a revocation are over. */
  void enrolled(HostName name, Host.Issued issued, Instant at) throws IOException;

  /**
   * A host has a further certificate; false when it is revoked or may not use the present one any
   * more. One step, so that a revocation in between counts.
   */
  boolean renewed(HostName name, BigInteger present, Host.Issued issued) throws IOException;

  /** Nothing of a host counts any more; false when there is no such host. */
  boolean revoke(HostName name, Instant at) throws IOException;

  /** A host has told something. */
  void reported(HostName name, Instant at) throws IOException;

  /** At most so many hosts in the order of their names, after one; null for the first. */
  List<Host> list(HostName after, int most) throws IOException;
}
