package io.mdis.report.rest;

import io.mdis.report.whitelist.SuppressionPage;
import io.mdis.report.whitelist.Whitelist;
import java.util.List;

/**
 * One page of entries as the API tells it.
 *
 * @param suppressions of this page
 * @param total on all pages
 * @param page number, from 0
 * @param size entries at most on a page
 */
public record SuppressionListBody(
    List<SuppressionBody> suppressions, long total, int page, int size) {

  /** The same page as JSON. */
  public static SuppressionListBody of(SuppressionPage page, Whitelist whitelist) {
    return new SuppressionListBody(
        page.entries().stream()
            .map(stored -> SuppressionBody.of(stored, whitelist.state(stored.entry())))
            .toList(),
        page.total(),
        page.page(),
        page.size());
  }
}
