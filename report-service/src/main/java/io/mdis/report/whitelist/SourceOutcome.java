package io.mdis.report.whitelist;

/**
 * What came of a file or document.
 *
 * @param source its name
 * @param created entries that are new
 * @param changed entries that say something else now
 * @param removed entries that it no longer has
 * @param unchanged entries that stay as they are
 */
public record SourceOutcome(String source, int created, int changed, int removed, int unchanged) {

  /** Whether anything is different now. */
  public boolean different() {
    return created + changed + removed > 0;
  }
}
