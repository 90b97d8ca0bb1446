package io.mdis.report.notify;

import java.time.Instant;

/**
 * That one alert is to be told to one receiver.
 *
 * @param id the same for the same raising of an alert and receiver
 * @param receiver name
 * @param alert id
 * @param urgent whether it neither waits nor keeps quiet
 * @param createdAt UTC
 */
public record Delivery(
    String id, String receiver, String alert, boolean urgent, Instant createdAt) {}
