package io.mdis.trust.protocol;

import java.time.Instant;

/**
 * A host as the service knows it.
 *
 * @param host its name
 * @param enrolledAt last time that it used a token
 * @param certificateUntil end of its present certificate
 * @param revokedAt since when it isn't listened to; null while it is
 * @param lastReportAt when it last told something; null when never
 */
public record HostState(
    HostName host,
    Instant enrolledAt,
    Instant certificateUntil,
    Instant revokedAt,
    Instant lastReportAt) {}
