package io.mdis.report.query;

import io.mdis.contracts.Finding;
import java.util.List;

/**
 * Some findings of an image, the most urgent ones first, then by id.
 *
 * @param findings of current results only
 * @param total findings on all pages
 * @param page number, from 0
 * @param size findings at most on a page
 */
public record FindingPage(List<Finding> findings, long total, int page, int size) {

  /** Copies what it is given. */
  public FindingPage {
    findings = List.copyOf(findings);
  }

  /** Number of pages, at least 1. */
  public long pages() {
    return Math.max(1, (total + size - 1) / size);
  }
}
