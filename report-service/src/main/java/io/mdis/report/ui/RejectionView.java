package io.mdis.report.ui;

import io.mdis.report.query.Rejection;

/**
 * A rejected event on a page.
 *
 * @param reference of the image
 * @param source that told of it
 * @param code why, for programs
 * @param message why, for a person
 * @param at UTC
 */
public record RejectionView(
    String reference, String source, String code, String message, String at) {

  /** The view of a rejection. */
  public static RejectionView of(Rejection rejection) {
    return new RejectionView(
        rejection.reference(),
        rejection.source(),
        rejection.code(),
        rejection.message(),
        Times.text(rejection.at()));
  }
}
