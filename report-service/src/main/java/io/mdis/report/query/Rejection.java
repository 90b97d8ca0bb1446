package io.mdis.report.query;

import java.time.Instant;

/**
 * An accepted event that no image could be read for; without this it would be nowhere to be seen.
 *
 * @param event id that the sender was given
 * @param source that told of it
 * @param reference of the image
 * @param code stable, dotted: {@code registry.not-found}
 * @param message for a person: what, where and what to do
 * @param at when it was given up on, UTC
 */
public record Rejection(
    String event, String source, String reference, String code, String message, Instant at) {}
