package io.mdis.trust.history;

import io.mdis.contracts.Digest;
import io.mdis.trust.protocol.HistoryEntry;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Keeps what happened to images on hosts. Throws IOException when it is away. */
public interface HistoryStore {

  /** Adds events; one that is the same as the last of its image and host is counted with that. */
  void add(Collection<Event> events) throws IOException;

  /** Adds what a host reported; false when a report with that id is there already. */
  boolean addReport(String id, Event event) throws IOException;

  /** At most so many of an image on a host, the latest first. */
  List<HistoryEntry> of(HostName host, Digest imageId, int most) throws IOException;
}
