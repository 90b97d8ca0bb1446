package io.mdis.worker.suppress;

import io.mdis.suppression.Suppression;
import java.time.Instant;
import java.util.List;

/**
 * An entry as it is stored.
 *
 * @param entry what it says
 * @param revision that grows with each change of it
 */
record StoredEntry(Suppression entry, long revision) {

  /** Changes whenever findings may have to be judged again because of this entry. */
  String state(Instant now) {
    boolean speaks = entry.active(now) && entry.scope().isNamed();
    return revision + (speaks ? " active" : " ended");
  }

  /** Keys by which its findings are looked up; none when it may speak of any finding. */
  List<String> names() {
    return entry.scope().lookupKeys();
  }

  /** Whether it may speak of findings of a dimension. */
  boolean concerns(String dimension) {
    String only = entry.scope().dimension();
    return only == null || only.equals(dimension);
  }
}
