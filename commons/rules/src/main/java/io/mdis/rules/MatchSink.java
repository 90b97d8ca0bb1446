package io.mdis.rules;

import java.io.IOException;

/** Takes matches, in no order of their places between rules. */
@FunctionalInterface
public interface MatchSink {
  /**
   * A match.
   *
   * @return whether it counts towards the limits; false for what turns out to be nothing
   */
  boolean accept(RuleMatch match) throws IOException;
}
