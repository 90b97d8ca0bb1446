package io.mdis.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * Why a finding is not counted: somebody accepted it, or says that it does not apply. It stays in
 * the store and is shown as suppressed.
 *
 * @param entry id of the whitelist entry or statement that decided
 * @param reason for a person
 * @param author who answers for it; null when the source names nobody
 * @param until when it comes back, UTC, that instant included; null for never
 * @param origin kind of the source: {@code rest}, {@code file}, {@code vex}, {@code .mdisignore}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FindingSuppression(
    String entry, String reason, String author, Instant until, String origin) {}
