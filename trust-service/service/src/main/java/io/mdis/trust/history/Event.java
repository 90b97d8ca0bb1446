package io.mdis.trust.history;

import io.mdis.contracts.Digest;
import io.mdis.trust.protocol.HistoryEntry;
import io.mdis.trust.protocol.HostName;

/**
 * Something about an image on a host that goes into its history.
 *
 * @param host where
 * @param imageId of the image
 * @param key what is the same when the same comes again; then it only counts once more
 * @param entry what was said, with first time, last time and how often
 */
public record Event(HostName host, Digest imageId, String key, HistoryEntry entry) {

  /** The same once more, later. */
  public Event and(Event later) {
    HistoryEntry old = entry;
    return new Event(
        host,
        imageId,
        key,
        new HistoryEntry(
            old.at(),
            later.entry().until(),
            old.times() + later.entry().times(),
            old.kind(),
            old.imageId(),
            old.outcome(),
            old.occasion(),
            old.measured(),
            old.decision(),
            old.breaches(),
            old.reason()));
  }
}
