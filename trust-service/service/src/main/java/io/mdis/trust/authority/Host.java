package io.mdis.trust.authority;

import io.mdis.trust.protocol.HostName;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * A host that enrolled.
 *
 * @param name of it
 * @param enrolledAt last time that it used a token
 * @param revokedAt since when it isn't listened to; null while it is
 * @param certificates that it may use: only those issued since it enrolled
 * @param lastReportAt when it last told something; null when never
 */
public record Host(
    HostName name,
    Instant enrolledAt,
    Instant revokedAt,
    List<Issued> certificates,
    Instant lastReportAt) {
  /** Certificates of one host that are remembered: the present ones and those just replaced. */
  public static final int MOST_CERTIFICATES = 4;

  /**
   * A certificate.
   *
   * @param serial its number
   * @param notAfter its end
   */
  public record Issued(BigInteger serial, Instant notAfter) {}

  /** The certificates are kept as they are. */
  public Host {
    certificates = List.copyOf(certificates);
  }

  boolean mayUse(BigInteger serial) {
    return certificates.stream().anyMatch(issued -> issued.serial().equals(serial));
  }
}
