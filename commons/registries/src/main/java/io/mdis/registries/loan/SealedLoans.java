package io.mdis.registries.loan;

import java.time.Instant;
import java.util.Optional;

/** Where sealed logins are until they are over. */
public interface SealedLoans {
  /**
   * A login that nobody can read without the key.
   *
   * @param loan what it was lent for
   * @param login sealed
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes are only read.
  record Sealed(Loan loan, byte[] login) {}

  /** Keeps one. */
  void put(Sealed sealed);

  /** The one that was lent with an event; empty when there is none, or it was ended. */
  Optional<Sealed> find(String event);

  /** Removes the one that was lent with an event, if it is there. */
  void end(String event);

  /** Removes those whose time is over; how many they were. */
  long endUntil(Instant now);
}
