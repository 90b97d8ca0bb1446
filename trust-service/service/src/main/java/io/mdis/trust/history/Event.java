package io.mdis.trust.history;

import io.mdis.contracts.Digest;
import io.mdis.trust.protocol.HistoryEntry;
import io.mdis.trust.protocol.HostName;

/**
 * Something about an image on a host that goes into its history.
 *
 * @param host where
 * @param key what is the same when the same comes again; then it only counts once more
 * @param entry what was said, with first time, last time and how often
 */
public record Event(HostName host, String key, HistoryEntry entry) {

  /** Of the image. */
  public Digest imageId() {
    return entry.imageId();
  }

  /** The same once more, later. */
  public Event and(Event later) {
    long times = entry.times() + later.entry().times();
    return new Event(host, key, entry.repeated(later.entry().until(), times));
  }
}
