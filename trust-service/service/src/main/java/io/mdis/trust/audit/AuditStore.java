package io.mdis.trust.audit;

import io.mdis.trust.protocol.Envelope;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Keeps the entries. Throws IOException when it is away. */
public interface AuditStore {

  /**
   * A stored entry, which isn't believed yet.
   *
   * @param number it is stored under
   * @param envelope signed; null when what is stored there can't be read as one
   */
  record Stored(long number, Envelope envelope) {}

  /** The one with the highest number. */
  Optional<Stored> last() throws IOException;

  /** Adds an entry; false when there is one with that number. */
  boolean add(long number, Envelope envelope) throws IOException;

  /** At most so many from a number on, in order. */
  List<Stored> from(long number, int most) throws IOException;
}
