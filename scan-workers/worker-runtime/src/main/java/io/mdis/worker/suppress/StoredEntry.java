package io.mdis.worker.suppress;

import io.mdis.suppression.Suppression;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An entry as it is stored.
 *
 * @param entry what it says
 * @param revision that grows with each change of it
 */
record StoredEntry(Suppression entry, long revision) {

  /** Changes whenever findings may have to be judged again because of this entry. */
  String state(Instant now) {
    return revision + (entry.active(now) ? " active" : " ended");
  }

  /**
   * Names by which its findings are looked up, in lower case; none when it may speak of any
   * finding.
   */
  List<String> names() {
    return entry.scope().names().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }
}
