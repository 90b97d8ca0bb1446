package io.mdis.report.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * A message that a group gave up on.
 *
 * @param id where it is kept
 * @param group that gave up
 * @param key of the message: an image, or a repository; empty when it has none
 * @param at when it was given up on, UTC
 * @param error why, as the group said it last
 * @param replay when it was sent to its group again; empty when it was not
 */
public record DeadLetter(
    LetterId id, String group, String key, Instant at, String error, Optional<Replay> replay) {

  /**
   * Who sent a message to its group again.
   *
   * @param by name of the person
   * @param at UTC
   */
  public record Replay(String by, Instant at) {}

  /** The same with what is known of a replay. */
  public DeadLetter replayed(Optional<Replay> known) {
    return new DeadLetter(id, group, key, at, error, known);
  }
}
