package io.mdis.history.lint;

import io.mdis.history.dockerfile.Command;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.Keyword;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.dockerfile.shell.ShellScript;
import io.mdis.history.dockerfile.shell.SimpleCommand;
import io.mdis.history.rule.Remark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules of our own with hadolint's ids and meanings, for where hadolint is not installed. */
public final class OwnLinter {
  /** Name in findings. */
  public static final String NAME = "mdis";

  private static final List<Lint> CODE =
      List.of(new InstructionLints(), new ScriptLints(), new LabelLints());

  private final DockerfileRules rules;

  /** A linter by these rules. */
  public OwnLinter(DockerfileRules rules) {
    this.rules = rules;
  }

  /** Looks at the whole file. */
  public List<Remark> lint(RebuiltDockerfile file) {
    List<Remark> remarks = new ArrayList<>();
    for (List<Instruction> stage : Stages.of(file)) {
      commands(stage, variables(file), remarks);
      for (Lint lint : CODE) {
        lint.look(
            stage,
            (rule, instruction, evidence) ->
                remarks.add(Remark.of(rules.info(rule), instruction, evidence).by(NAME)));
      }
    }
    return remarks;
  }

  private void commands(List<Instruction> stage, Set<String> variables, List<Remark> remarks) {
    for (Instruction instruction : Stages.only(stage, Keyword.RUN)) {
      String script = instruction.command().map(Command::text).orElse("");
      List<SimpleCommand> commands = ShellScript.commands(script);
      String whole = instruction.arguments();
      for (DockerfileRule rule : rules.all()) {
        rule.command()
            .flatMap(pattern -> pattern.look(whole, commands, variables))
            .map(evidence -> Remark.of(rule.info(), instruction, evidence).by(NAME))
            .ifPresent(remarks::add);
      }
    }
  }

  private static Set<String> variables(RebuiltDockerfile file) {
    Set<String> variables = new HashSet<>(file.history().settings().env().keySet());
    file.all().stream()
        .filter(i -> i.keyword() == Keyword.ENV || i.keyword() == Keyword.ARG)
        .forEach(i -> variables.addAll(i.variables().keySet()));
    return variables;
  }
}
