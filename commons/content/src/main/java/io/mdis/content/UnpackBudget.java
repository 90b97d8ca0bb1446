package io.mdis.content;

import java.io.InterruptedIOException;

/** Counts what one file unpacks to, and says when a limit is met. */
final class UnpackBudget {
  private final ArchiveLimits limits;
  private final long maxBytes;
  private final boolean byRatio;
  private long bytes;
  private int members;
  private boolean spent;

  UnpackBudget(ArchiveLimits limits, long fileBytes) {
    this.limits = limits;
    long ratio =
        Math.max(
            ArchiveLimits.RATIO_FREE_BYTES,
            Math.multiplyExact(Math.min(fileBytes, 1L << 40), (long) limits.maxRatio()));
    this.byRatio = ratio < limits.maxBytes();
    this.maxBytes = Math.min(ratio, limits.maxBytes());
  }

  ArchiveLimits limits() {
    return limits;
  }

  /** Whether a limit is met, so that nothing more of the file may be unpacked. */
  boolean isSpent() {
    return spent;
  }

  void addMember() throws ArchiveStop {
    if (++members > limits.maxMembers()) {
      spent = true;
      throw new ArchiveStop(
          "limit.archive-members", "more than " + limits.maxMembers() + " members");
    }
  }

  void addBytes(long count) throws ArchiveStop, InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while unpacking an archive");
    }
    bytes += count;
    if (bytes > maxBytes) {
      spent = true;
      throw byRatio
          ? new ArchiveStop(
              "limit.archive-ratio",
              "unpacks to more than "
                  + limits.maxRatio()
                  + " times its size, or "
                  + ArchiveLimits.RATIO_FREE_BYTES
                  + " bytes")
          : new ArchiveStop("limit.archive-bytes", "unpacks to more than " + maxBytes + " bytes");
    }
  }
}
