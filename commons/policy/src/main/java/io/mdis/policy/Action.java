package io.mdis.policy;

/** What follows when a rule applies. */
public enum Action {
  WARN,
  BLOCK
}
