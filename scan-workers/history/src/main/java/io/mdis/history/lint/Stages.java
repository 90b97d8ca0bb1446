package io.mdis.history.lint;

import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.Keyword;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import java.util.List;
import java.util.stream.Stream;

/** The base's instructions and the image's own, which are linted apart. */
final class Stages {
  private Stages() {}

  static List<List<Instruction>> of(RebuiltDockerfile file) {
    List<Instruction> base = file.instructions().stream().filter(i -> file.base().has(i)).toList();
    return Stream.of(base, file.own()).filter(stage -> !stage.isEmpty()).toList();
  }

  /** Those of one kind. */
  static List<Instruction> only(List<Instruction> stage, Keyword keyword) {
    return stage.stream().filter(i -> i.keyword() == keyword).toList();
  }
}
