package io.mdis.contracts;

/**
 * Names of the MongoDB collections. Each has one writing service; the others only read.
 *
 * <ul>
 *   <li>images (ingest): {@code _id} manifest digest; registry, repository, tags[], configDigest,
 *       platform, layers[{digest, diffId, mediaType, size}], acceptedAt, eventId, reason
 *   <li>results (workers): {@code _id} {@code image|dimension|scannerVersion|rulesVersion}; image,
 *       dimension, status, reasons[{code, message}], counts{SEVERITY: n}, scannerVersion,
 *       rulesVersion, facts{}, finishedAt, current (boolean)
 *   <li>findings (workers): {@code _id} {@code <result _id>|<hash>}; result, image, dimension, id,
 *       names[] (the id and its aliases, in lower case), severity, severityRank (ordinal),
 *       sourceSeverity, title, layer, path, details{}
 *   <li>layerResults (workers): {@code _id} {@code diffId|dimension|scannerVersion|rulesVersion};
 *       json (the scanner's own form, at most 8 MiB), storedAt
 *   <li>rejections (ingest): {@code _id} event id; source, reference, code, message, at: accepted
 *       events that no image could be read for
 *   <li>overviews (report): {@code _id} manifest digest; dimensions{name: {status, counts,
 *       finishedAt}}, worstSeverityRank, updatedAt
 * </ul>
 */
public final class Collections {
  public static final String IMAGES = "images";
  public static final String RESULTS = "results";
  public static final String FINDINGS = "findings";
  public static final String LAYER_RESULTS = "layerResults";
  public static final String REJECTIONS = "rejections";
  public static final String OVERVIEWS = "overviews";

  private Collections() {}
}
