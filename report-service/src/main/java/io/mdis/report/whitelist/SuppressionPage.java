package io.mdis.report.whitelist;

import java.util.List;

/**
 * Some entries. Expiring ones begin with the next to end, others with the last to end; those that
 * never do come last.
 *
 * @param entries of this page
 * @param total on all pages
 * @param page number, from 0
 * @param size entries at most on a page
 */
public record SuppressionPage(List<StoredSuppression> entries, long total, int page, int size) {

  /** Copies what it is given. */
  public SuppressionPage {
    entries = List.copyOf(entries);
  }

  /** Number of pages, at least 1. */
  public long pages() {
    return Math.max(1, (total + size - 1) / size);
  }
}
