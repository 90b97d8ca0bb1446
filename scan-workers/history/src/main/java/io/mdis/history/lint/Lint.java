package io.mdis.history.lint;

import io.mdis.history.dockerfile.Instruction;
import java.util.List;

/** Own rules in code, about the instructions of one stage. */
@FunctionalInterface
interface Lint {

  void look(List<Instruction> stage, Findings found);

  /** Takes what is found. */
  @FunctionalInterface
  interface Findings {
    void add(String rule, Instruction instruction, String evidence);
  }
}
