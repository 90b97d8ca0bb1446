package io.mdis.secret.detect;

import java.util.Map;

/**
 * Something that a {@link io.mdis.rules.Check} found.
 *
 * @param check id of it
 * @param path of the file, without a slash in front
 * @param line from 1; 0 when lines mean nothing there
 * @param redacted value as it may be shown; null when there is none
 * @param hash keyed hash of the value; null when there is none
 * @param details what a person wants to know besides; no value of a credential
 */
public record CheckHit(
    String check,
    String path,
    long line,
    String redacted,
    String hash,
    Map<String, String> details) {

  /** Copies the details. */
  public CheckHit {
    details = Map.copyOf(details);
  }
}
