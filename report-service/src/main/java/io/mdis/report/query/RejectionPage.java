package io.mdis.report.query;

import java.util.List;

/**
 * Some rejected events, newest first.
 *
 * @param rejections of this page
 * @param total on all pages
 * @param page number, from 0
 * @param size rejections at most on a page
 */
public record RejectionPage(List<Rejection> rejections, long total, int page, int size) {

  /** Copies what it is given. */
  public RejectionPage {
    rejections = List.copyOf(rejections);
  }

  /** Number of pages, at least 1. */
  public long pages() {
    return Math.max(1, (total + size - 1) / size);
  }
}
