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
 * @param verdict kind of the reason: {@code accepted}, {@code false_positive}, {@code revoked},
 *     {@code not_affected}, {@code fixed}; null where it was not kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FindingSuppression(
    String entry, String reason, String author, Instant until, String origin, String verdict) {

  /** Without the kind of the reason. */
  public FindingSuppression(
      String entry, String reason, String author, Instant until, String origin) {
    this(entry, reason, author, until, origin, null);
  }
}
