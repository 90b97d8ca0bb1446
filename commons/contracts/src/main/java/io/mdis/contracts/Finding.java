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
    Map<String, String> details) {

  /** The details are kept sorted by key. */
  public Finding {
    details = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(details));
  }
}
