package io.mdis.report.alert;

import io.mdis.contracts.AlertMessage;
import io.mdis.report.query.PageQuery;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where alerts are kept. Throws the store's unchecked exceptions when it can't be reached. */
public interface AlertStore {

  /**
   * Keeps an alert; one that is there stays as it is. Unless it was closed before what is told now:
   * then it is open again, for the same thing came back. Tampering that is told of later is open
   * again, also if it was acknowledged: more is known of it, or it was done again.
   */
  void keep(Alert alert);

  /** The alert of an id. */
  Optional<Alert> find(String id);

  /** Those of some ids that there are. */
  List<Alert> find(Collection<String> ids);

  /** At most one alert more than the limit, newest first; the one more says that there is more. */
  List<Alert> list(AlertQuery query);

  /** How many are open, so many at most. */
  int open(int most);

  /** When the flaw of that alert was last told to be gone from its image; empty for never. */
  Optional<AlertMessage> gone(AlertMessage alert);

  /** Those about a flaw that is gone, raised until then and not closed. */
  List<Alert> endedBy(AlertMessage gone);

  /** Closes an alert that is not closed, which is written down first. */
  void close(Alert alert, AlertMessage gone, AlertChange change);

  /** Has an open alert acknowledged, which is written down first; false when it isn't open. */
  boolean acknowledge(AlertChange change);

  /** One page of what was written down, of one alert or of all. */
  AlertChangePage log(Optional<String> alert, PageQuery part);
}
