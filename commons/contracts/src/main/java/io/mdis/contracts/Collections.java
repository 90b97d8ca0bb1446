package io.mdis.contracts;

/**
 * Names of the MongoDB collections. Each has one writing service; the others only read.
 *
 * <ul>
 *   <li>images (ingest): {@code _id} manifest digest; registry, repository, tags[], configDigest,
 *       platform, layers[{digest, diffId, mediaType, size}], acceptedAt, eventId, reason
 *   <li>results (workers): {@code _id} {@code image|dimension|scannerVersion|rulesVersion}; image,
 *       dimension, status, reasons[{code, message}], counts{SEVERITY: n} without suppressed ones,
 *       suppressed (n), scannerVersion, rulesVersion, facts{}, finishedAt, current (boolean)
 *   <li>findings (workers): {@code _id} {@code <result _id>|<hash>}; result, image, dimension, id,
 *       names[] (the id and its aliases, in lower case), severity, severityRank (ordinal),
 *       sourceSeverity, title, layer, path, details{}, suppression{entry, reason, author, until,
 *       origin} of one that is suppressed, note
 *   <li>layerResults (workers): {@code _id} {@code diffId|dimension|scannerVersion|rulesVersion};
 *       json (the scanner's own form, at most 8 MiB), storedAt
 *   <li>rejections (ingest): {@code _id} event id; source, reference, code, message, at: accepted
 *       events that no image could be read for
 *   <li>overviews (report): {@code _id} manifest digest; dimensions{name: {status, counts,
 *       suppressed, finishedAt}}, worstSeverityRank, updatedAt
 *   <li>suppressions (report): {@code _id} entry id; revision, updatedAt and what {@code
 *       io.mdis.suppression.SuppressionFields} tells
 *   <li>suppressionLog (report), only ever added to: {@code _id}; at, by, action, entry, revision,
 *       before{}, after{}
 *   <li>suppressionState (report): one document {@code _id} version; version, which grows with
 *       every change of an entry
 *   <li>suppressionsApplied (workers): {@code _id} {@code dimension|entry id}; dimension, entry,
 *       state, names[]: what stored findings were last judged by; and for each dimension {@code
 *       dimension} alone: owner, leaseUntil, pending[] (images whose counts are to be made anew)
 * </ul>
 */
public final class Collections {
  public static final String IMAGES = "images";
  public static final String RESULTS = "results";
  public static final String FINDINGS = "findings";
  public static final String LAYER_RESULTS = "layerResults";
  public static final String REJECTIONS = "rejections";
  public static final String OVERVIEWS = "overviews";
  public static final String SUPPRESSIONS = "suppressions";
  public static final String SUPPRESSION_LOG = "suppressionLog";
  public static final String SUPPRESSION_STATE = "suppressionState";
  public static final String SUPPRESSIONS_APPLIED = "suppressionsApplied";

  private Collections() {}
}
