package io.mdis.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * One thing found in an image.
 *
 * @param id what was found: a vulnerability id such as {@code CVE-2019-1563}, or a rule id
 * @param dimension that found it
 * @param severity normalised
 * @param sourceSeverity as the advisory or rule says it; null when it says none
 * @param title one line for a person
 * @param layer diffID of the layer that brought it; null when no single layer did
 * @param path file in the image that is the evidence; null when there is none
 * @param details what the dimension adds, for vulnerability: package, installedVersion,
 *     fixedVersion, purl, sourcePackage, advisory, status, priority (0 to 100) and priorityWhy, and
 *     of the flaw what is known of aliases, cvssScore, cvssVector, ratings, cwe, published, kev,
 *     kevDateAdded, epss and epssPercentile. Keys are sorted.
 * @param suppression why it is not counted; null when it is
 * @param note what a VEX statement says of it without suppressing it, for a person; null mostly
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
    String id,
    String dimension,
    Severity severity,
    String sourceSeverity,
    String title,
    Digest layer,
    String path,
    Map<String, String> details,
    FindingSuppression suppression,
    String note) {

  /** The details are kept sorted by key. */
  public Finding {
    details = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(details));
  }

  /** A finding as a scanner makes it: nobody has judged it yet. */
  public Finding(
      String id,
      String dimension,
      Severity severity,
      String sourceSeverity,
      String title,
      Digest layer,
      String path,
      Map<String, String> details) {
    this(id, dimension, severity, sourceSeverity, title, layer, path, details, null, null);
  }

  /** The same finding, judged. */
  public Finding judged(FindingSuppression decision, String remark) {
    return new Finding(
        id, dimension, severity, sourceSeverity, title, layer, path, details, decision, remark);
  }

  /** Whether it is left out of counts, exit codes and alerts. */
  public boolean suppressed() {
    return suppression != null;
  }

  /** The same thing found at another place. */
  public Finding at(Digest otherLayer, String otherPath) {
    return new Finding(
        id,
        dimension,
        severity,
        sourceSeverity,
        title,
        otherLayer,
        otherPath,
        details,
        suppression,
        note);
  }
}
