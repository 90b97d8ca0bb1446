package io.mdis.report.alert;

import java.util.List;

/**
 * Some changes, newest first.
 *
 * @param changes of this page
 * @param total on all pages
 * @param page number, from 0
 * @param size changes at most on a page
 */
public record AlertChangePage(List<AlertChange> changes, long total, int page, int size) {

  /** Copies what it is given. */
  public AlertChangePage {
    changes = List.copyOf(changes);
  }
}
