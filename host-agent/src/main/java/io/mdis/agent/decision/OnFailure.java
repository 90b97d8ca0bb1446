package io.mdis.agent.decision;

/** What happens when nothing can be said: the engine or the store can't be read. */
public enum OnFailure {
  /** Nothing starts. */
  CLOSED,
  /** Everything starts. */
  OPEN
}
