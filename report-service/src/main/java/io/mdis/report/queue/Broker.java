package io.mdis.report.queue;

import java.io.IOException;
import java.util.List;

/** What the broker tells. Each call throws IOException when it does not answer in time. */
public interface Broker {

  /** What is before each group, by name. */
  List<GroupBacklog> backlog() throws IOException;

  /** Dead letters of all groups, newest first; so many of each at most. */
  List<DeadLetter> deadLetters(int most) throws IOException;

  /**
   * Gives a dead letter to its group again, as if it came for the first time.
   *
   * @throws io.mdis.report.query.ReportProblem when it is not kept any more
   */
  void resend(LetterId letter) throws IOException;
}
