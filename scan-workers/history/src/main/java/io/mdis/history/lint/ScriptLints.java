package io.mdis.history.lint;

import com.google.re2j.Pattern;
import io.mdis.history.dockerfile.Command;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.Keyword;
import io.mdis.history.dockerfile.shell.ShellScript;
import io.mdis.history.dockerfile.shell.SimpleCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What several commands or instructions are together. */
final class ScriptLints implements Lint {
  private static final Pattern PIPEFAIL = Pattern.compile("\\bpipefail\\b");
  private static final Pattern ARCHIVE =
      Pattern.compile("(?i).*\\.(?:tar|tgz|tbz2?|txz|tar\\.(?:gz|bz2|xz|zst|lzma))");
  private static final Set<String> UNPACKERS = Set.of("tar", "gunzip", "bunzip2", "unxz");

  @Override
  public void look(List<Instruction> stage, Findings found) {
    List<String> archives = new ArrayList<>();
    Instruction before = null;
    boolean curl = false;
    boolean wget = false;
    boolean both = false;
    for (Instruction instruction : stage) {
      if (instruction.keyword() == Keyword.COPY) {
        instruction.operands().stream()
            .filter(ARCHIVE::matches)
            .map(ScriptLints::name)
            .forEach(archives::add);
      }
      if (instruction.keyword() == Keyword.RUN) {
        String script = instruction.command().map(Command::text).orElse("");
        List<SimpleCommand> commands = ShellScript.commands(script);
        unpacked(commands, archives)
            .ifPresent(archive -> found.add("DL3010", instruction, archive));
        pipe(instruction, commands, found);
        curl |= calls(commands, "curl");
        wget |= calls(commands, "wget");
        if (curl && wget && !both) {
          both = true;
          found.add("DL4001", instruction, "");
        }
        if (before != null) {
          found.add("DL3059", instruction, "");
        }
      }
      before = instruction.keyword() == Keyword.RUN ? instruction : null;
    }
  }

  private static boolean calls(List<SimpleCommand> commands, String program) {
    return commands.stream().anyMatch(command -> command.program().equals(program));
  }

  private static Optional<String> unpacked(List<SimpleCommand> commands, List<String> archives) {
    return commands.stream()
        .filter(command -> UNPACKERS.contains(command.program()))
        .flatMap(command -> command.arguments().stream())
        .map(ScriptLints::name)
        .filter(archives::contains)
        .findFirst();
  }

  private static void pipe(Instruction instruction, List<SimpleCommand> commands, Findings found) {
    Optional<Command.Script> script = instruction.script();
    if (script.isEmpty()
        || script.get().shell().stream().anyMatch(word -> word.contains("pipefail"))
        || PIPEFAIL.matcher(script.get().script()).find()
        || !posix(script.get().shell().getFirst())) {
      return;
    }
    commands.stream()
        .filter(SimpleCommand::piped)
        .findFirst()
        .ifPresent(command -> found.add("DL4006", instruction, command + " |"));
  }

  private static boolean posix(String shell) {
    return shell.endsWith("sh") && !shell.endsWith("pwsh");
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
