package io.mdis.history.dockerfile;

import java.util.Optional;

/**
 * What an image was built upon.
 *
 * @param name what a person calls it; empty when it has no known name
 * @param instructions how many of the first instructions are the base's
 * @param evidence how it was recognised
 */
public record Base(Optional<String> name, int instructions, Evidence evidence) {

  /** How a base was recognised, surest first. */
  public enum Evidence {
    /** Its layers are those of a known image. */
    LAYERS,
    /** The builder wrote its name into the history or a label. */
    NAMED,
    /** Where a CMD or ENTRYPOINT stands in the midst of the history, an image ended. */
    GUESSED,
    /** Nothing points to one. */
    NONE
  }

  /** Whether an instruction is the base's, so that it can't be changed in this image. */
  public boolean has(Instruction instruction) {
    return instruction.index() >= 0 && instruction.index() < instructions;
  }
}
