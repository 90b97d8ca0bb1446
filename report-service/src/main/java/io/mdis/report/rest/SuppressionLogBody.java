package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.report.whitelist.SuppressionChange;
import io.mdis.report.whitelist.SuppressionChangePage;
import java.time.Instant;
import java.util.List;

/**
 * One page of changes as the API tells it.
 *
 * @param changes newest first
 * @param total on all pages
 * @param page number, from 0
 * @param size changes at most on a page
 */
public record SuppressionLogBody(List<Change> changes, long total, int page, int size) {

  /**
   * One change.
   *
   * @param at UTC
   * @param by who made it, or the file or document that brought it
   * @param action what was done
   * @param entry id
   * @param revision after the change; of a removed entry its last one
   * @param before absent when it was made
   * @param after absent when it was removed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Change(
      Instant at,
      String by,
      SuppressionChange.Action action,
      String entry,
      long revision,
      SuppressionBody before,
      SuppressionBody after) {}

  /** The same page as JSON. */
  public static SuppressionLogBody of(SuppressionChangePage page) {
    return new SuppressionLogBody(
        page.changes().stream()
            .map(
                change ->
                    new Change(
                        change.at(),
                        change.by(),
                        change.action(),
                        change.entry(),
                        change.revision(),
                        SuppressionBody.of(change.before()),
                        SuppressionBody.of(change.after())))
            .toList(),
        page.total(),
        page.page(),
        page.size());
  }
}
