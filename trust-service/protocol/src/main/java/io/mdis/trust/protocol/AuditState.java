package io.mdis.trust.protocol;

/**
 * Whether the audit log is as it was written.
 *
 * @param whole whether every entry follows from the one before
 * @param entries that were checked
 * @param brokenAt number of the first entry that doesn't; null when all do
 * @param problem what is wrong there, for people; null when nothing is
 */
public record AuditState(boolean whole, long entries, Long brokenAt, String problem) {}
