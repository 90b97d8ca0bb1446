package io.mdis.report.dashboard;

import java.util.List;

/** The counts of each day; the last of a day stays. Throws the store's unchecked exceptions. */
public interface Trend {

  /** Keeps the counts in the place of others of that day. */
  void keep(DayCounts counts);

  /** The last days that were counted, oldest first; so many at most. */
  List<DayCounts> last(int days);
}
