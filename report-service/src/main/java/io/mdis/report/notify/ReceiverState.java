package io.mdis.report.notify;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with a receiver.
 *
 * @param failures in a row
 * @param notBefore when it is tried again, UTC; the past when nothing is wrong
 * @param lastError empty when the last sending went well
 * @param lastSentAt UTC; empty for never
 */
public record ReceiverState(
    int failures, Instant notBefore, Optional<String> lastError, Optional<Instant> lastSentAt) {
  /** Of a receiver that nothing was sent to yet. */
  public static final ReceiverState NEW =
      new ReceiverState(0, Instant.EPOCH, Optional.empty(), Optional.empty());
}
