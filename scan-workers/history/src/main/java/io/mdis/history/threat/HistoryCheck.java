package io.mdis.history.threat;

import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.rule.Remark;
import java.util.function.Consumer;

/** Looks at a rebuilt Dockerfile for one kind of thing. Safe for use by several threads. */
@FunctionalInterface
public interface HistoryCheck {

  /** Tells what is found, in the order of the instructions. */
  void look(RebuiltDockerfile file, Consumer<Remark> found);
}
