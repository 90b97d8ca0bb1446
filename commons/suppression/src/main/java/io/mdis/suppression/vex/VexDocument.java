package io.mdis.suppression.vex;

import io.mdis.suppression.Suppression;
import java.util.List;

/**
 * What a VEX document says, as far as it can be used.
 *
 * @param id of the document, by which a later edition replaces it
 * @param format such as {@code OpenVEX}
 * @param author that the document names; null when it names nobody
 * @param entries one for each flaw and product
 * @param skipped number of statements left out
 * @param skipReasons why, some of them
 */
public record VexDocument(
    String id,
    String format,
    String author,
    List<Suppression> entries,
    int skipped,
    List<String> skipReasons) {

  /** Copies what it is given. */
  public VexDocument {
    entries = List.copyOf(entries);
    skipReasons = List.copyOf(skipReasons);
  }
}
