package io.mdis.agent.outbox;

import java.io.IOException;

/** So many reports wait that no more are taken. */
public final class OutboxFullException extends IOException {
  private static final long serialVersionUID = 1L;

  OutboxFullException(long reports, long bytes) {
    super(
        reports
            + " reports ("
            + bytes
            + " bytes) wait for the trust service, and no more are kept: see why it can't be"
            + " reached");
  }
}
