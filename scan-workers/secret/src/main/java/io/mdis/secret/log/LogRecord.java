package io.mdis.secret.log;

/**
 * What a container printed at once: a line, or a part of a long one.
 *
 * @param time as the driver kept it; empty when it did not
 * @param stream {@code stdout} or {@code stderr}
 * @param text without its line feed
 * @param partial whether the line goes on in the next record
 */
record LogRecord(String time, String stream, String text, boolean partial) {}
