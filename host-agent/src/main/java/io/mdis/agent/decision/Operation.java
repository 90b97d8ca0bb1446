package io.mdis.agent.decision;

/** What a request to the engine would have it do, as far as trust is concerned. */
public sealed interface Operation {

  /** Nothing starts by it. */
  record Free() implements Operation {}

  /**
   * A container is made of an image.
   *
   * @param image a name, an ID, or the beginning of one
   */
  record Create(String image) implements Operation {}

  /**
   * Processes of a container begin to run, or go on.
   *
   * @param container a name, an ID, or the beginning of one
   */
  record Start(String container) implements Operation {}

  /**
   * It may mean anything.
   *
   * @param why for the person who sent it
   */
  record Unclear(String why) implements Operation {}
}
