package io.mdis.agent.decision;

/** How a policy is applied; the later is the stricter. */
public enum Mode {
  /** Nothing is looked at. */
  OFF,
  /** It is looked at and told, and starts all the same. */
  WARN,
  /** What isn't trusted doesn't start. */
  ENFORCE
}
