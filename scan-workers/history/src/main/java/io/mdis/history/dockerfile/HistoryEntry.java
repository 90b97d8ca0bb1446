package io.mdis.history.dockerfile;

import java.time.Instant;

/**
 * One entry of an image's history (OCI image specification, "Image Configuration", history), its
 * texts bounded and without control characters.
 *
 * @param index position in the history, from 0
 * @param created when the builder says it was made, UTC; null when it says nothing readable
 * @param createdBy the command, in the builder's own words
 * @param author who or what made it; often empty
 * @param comment in which some builders name themselves or the base image
 * @param emptyLayer whether no layer belongs to the entry
 * @param hidden whether its texts had characters that are not shown or turn the text around
 */
public record HistoryEntry(
    int index,
    Instant created,
    String createdBy,
    String author,
    String comment,
    boolean emptyLayer,
    boolean hidden) {}
