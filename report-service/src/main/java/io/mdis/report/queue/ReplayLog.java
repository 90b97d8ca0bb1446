package io.mdis.report.queue;

import java.util.Collection;
import java.util.Map;

/** Who sent which dead letters again. Throws the store's unchecked exceptions. */
public interface ReplayLog {

  /** Takes down a replay; false when that letter has one already. */
  boolean add(LetterId letter, DeadLetter.Replay replay);

  /** Takes back a replay that did not come about. */
  void remove(LetterId letter);

  /** The replays of these letters; letters without one are absent. */
  Map<LetterId, DeadLetter.Replay> of(Collection<LetterId> letters);
}
