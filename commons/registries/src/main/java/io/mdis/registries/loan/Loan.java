package io.mdis.registries.loan;

import io.mdis.contracts.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a login was lent for.
 *
 * @param event id of the event that the image was submitted by, and of everything that follows
 * @param registry that the login is for, as it is configured
 * @param repository that may be read
 * @param digest of the manifest to be read
 * @param until when it must no longer be used, UTC, to the millisecond
 */
public record Loan(String event, String registry, String repository, Digest digest, Instant until) {

  /** The time is cut to what the database keeps, for the seal covers it. */
  public Loan {
    until = until.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether it was lent for an image there. */
  boolean covers(String otherRegistry, String otherRepository) {
    return registry.equals(otherRegistry) && repository.equals(otherRepository);
  }
}
