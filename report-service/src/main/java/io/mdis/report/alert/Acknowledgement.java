package io.mdis.report.alert;

import java.time.Instant;

/**
 * That somebody has taken notice of an alert.
 *
 * @param by who
 * @param at UTC
 * @param comment what that person says of it
 */
public record Acknowledgement(String by, Instant at, String comment) {}
