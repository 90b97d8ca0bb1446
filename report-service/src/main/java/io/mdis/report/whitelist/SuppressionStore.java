package io.mdis.report.whitelist;

import io.mdis.report.query.PageQuery;
import io.mdis.suppression.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where entries are kept. Throws the store's unchecked exceptions when it can't be reached. */
public interface SuppressionStore {

  /** The entry of an id. */
  Optional<StoredSuppression> find(String id);

  /** Those of some ids that there are. */
  List<StoredSuppression> find(Collection<String> ids);

  /** One page of entries. */
  SuppressionPage list(SuppressionQuery query, Instant now, Duration soon);

  /** Every entry of a source. */
  List<StoredSuppression> ofSource(Origin origin, String source);

  /** Names of all sources of an origin. */
  List<String> sources(Origin origin);

  /**
   * Makes one change, which is written down first. Its revision tells what must be there before:
   * nothing, or the revision just below; false when something else is.
   */
  boolean change(SuppressionChange change);

  /** Makes many changes of one source, whatever is there. */
  void changeAll(List<SuppressionChange> changes);

  /** One page of what was written down, of one entry or of all. */
  SuppressionChangePage log(Optional<String> entry, PageQuery part);
}
