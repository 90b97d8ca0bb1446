package io.mdis.report.trust;

import java.util.List;

/** What is known of hosts. Throws the store's unchecked exceptions when it cannot be read. */
public interface TrustReports {

  /** Hosts by name; so many at most. */
  List<TrustedHost> hosts(int most);

  /** Tamper evidence, open first, then by when it was raised, newest first; so many at most. */
  List<TamperEvidence> evidence(int most);

  /** Images that a measure or a reason for none is kept of, about. */
  long measured();

  /** Entries of the audit log, about. */
  long audited();
}
