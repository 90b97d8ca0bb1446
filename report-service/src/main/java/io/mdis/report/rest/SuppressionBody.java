package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mdis.report.whitelist.StoredSuppression;
import io.mdis.report.whitelist.SuppressionState;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionScope;
import java.time.Instant;
import java.util.List;

/**
 * An entry as the API tells it.
 *
 * @param id of the entry
 * @param vulnerability id or alias of a flaw, or id of a rule; absent for every one
 * @param aliases further names of the same flaw; absent when there is none
 * @param packageName exact name of a binary or source package; absent for every one
 * @param purl package URL; absent for every one
 * @param path glob over the file that is the evidence; absent for every one
 * @param image pattern of images; absent for every one
 * @param environment that an image is in alone; absent for every one
 * @param dimension that made the finding; absent for every one
 * @param hash SHA-256 of a file, or keyed hash of a secret; absent for every one
 * @param status kind of the reason: accepted, false_positive, revoked, or a status of VEX
 * @param reason for a person
 * @param justification word of the VEX vocabulary
 * @param author who answers for it
 * @param createdAt UTC
 * @param expires first instant at which it no longer holds, UTC; absent for never
 * @param origin rest, file or vex
 * @param source file or document
 * @param revision that a change must name
 * @param updatedAt UTC
 * @param state active, expiring or expired
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuppressionBody(
    String id,
    String vulnerability,
    List<String> aliases,
    @JsonProperty("package") String packageName,
    String purl,
    String path,
    String image,
    String environment,
    String dimension,
    String hash,
    String status,
    String reason,
    String justification,
    String author,
    Instant createdAt,
    Instant expires,
    String origin,
    String source,
    Long revision,
    Instant updatedAt,
    String state) {

  /** An entry as it is kept. */
  public static SuppressionBody of(StoredSuppression stored, SuppressionState state) {
    return body(stored.entry(), stored.revision(), stored.updatedAt(), state.label());
  }

  /** An entry as it was before or after a change; null for none. */
  public static SuppressionBody of(Suppression entry) {
    return entry == null ? null : body(entry, null, null, null);
  }

  private static SuppressionBody body(
      Suppression entry, Long revision, Instant updatedAt, String state) {
    SuppressionScope scope = entry.scope();
    return new SuppressionBody(
        entry.id(),
        scope.vulnerability(),
        scope.aliases().isEmpty() ? null : scope.aliases(),
        scope.packageName(),
        scope.purl(),
        scope.path(),
        scope.image(),
        scope.environment(),
        scope.dimension(),
        scope.hash(),
        entry.status().label(),
        entry.reason(),
        entry.justification(),
        entry.author(),
        entry.createdAt(),
        entry.expiresAt(),
        entry.origin().label(),
        entry.source(),
        revision,
        updatedAt,
        state);
  }
}
