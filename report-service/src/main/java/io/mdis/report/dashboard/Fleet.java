package io.mdis.report.dashboard;

import io.mdis.report.query.Overview;
import java.util.function.Consumer;

/** All images that are not deleted. Throws the store's unchecked exceptions. */
public interface Fleet {

  /**
   * Shows the overview of each, one after the other.
   *
   * @return how many images there are, with an overview or without
   */
  long each(Consumer<Overview> counted);
}
