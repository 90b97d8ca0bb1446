package io.mdis.history.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.history.dockerfile.Command;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.Keyword;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.rule.Remark;
import io.mdis.worker.process.BoundedProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets ShellCheck look at the scripts of RUN, each in the dialect of its shell. */
public final class ShellCheck {
  /** Name of the program and in findings. */
  public static final String NAME = "shellcheck";

  private static final int MAX_SCRIPTS = 200;
  private static final int MAX_CHARACTERS = 64 << 10;

  /** Time for all scripts of one image, in calls that take their whole time. */
  private static final int MAX_TIMEOUTS = 3;

  private final LinterProgram program;
  private final ShellCheckCodes codes;

  /** ShellCheck. */
  public ShellCheck(LinterProgram program, ShellCheckCodes codes) {
    this.program = program;
    this.codes = codes;
  }

  /** What ShellCheck says, and what it did not look at. */
  record Said(List<Remark> remarks, List<String> problems) {}

  Said lint(RebuiltDockerfile file) throws IOException {
    List<Remark> remarks = new ArrayList<>();
    Map<String, JsonNode> answers = new HashMap<>();
    int skipped = 0;
    long end = System.nanoTime() + program.timeout().multipliedBy(MAX_TIMEOUTS).toNanos();
    for (Instruction instruction : file.instructions()) {
      Optional<Command.Script> script = instruction.script();
      Optional<String> dialect = script.flatMap(s -> dialect(s.shell().getFirst()));
      if (instruction.keyword() != Keyword.RUN || dialect.isEmpty()) {
        continue;
      }
      String text = script.get().script();
      String key = dialect.get() + "\n" + text;
      JsonNode answer = answers.get(key);
      long left = end - System.nanoTime();
      if (answer == null
          && text.length() <= MAX_CHARACTERS
          && answers.size() < MAX_SCRIPTS
          && left > 0) {
        answer = ask(dialect.get(), text, left).orElse(null);
        answers.put(key, answer);
      }
      if (answer == null) {
        skipped++;
      } else {
        add(answer, instruction, remarks);
      }
    }
    return new Said(
        remarks,
        skipped == 0
            ? List.of()
            : List.of(
                program
                    + " did not look at "
                    + skipped
                    + " scripts: too long, too many, or it failed"));
  }

  private Optional<JsonNode> ask(String dialect, String script, long nanoseconds)
      throws IOException {
    BoundedProcess.Output output =
        program.run(
            List.of("--norc", "--format=json1", "--severity=warning", "--shell=" + dialect, "-"),
            script + "\n",
            Duration.ofNanos(Math.min(nanoseconds, program.timeout().toNanos())));
    return output.whole()
        ? LinterJson.read(output.text()).filter(json -> json.path("comments").isArray())
        : Optional.empty();
  }

  private void add(JsonNode answer, Instruction instruction, List<Remark> remarks) {
    for (JsonNode finding : answer.path("comments")) {
      int code = finding.path("code").asInt();
      String level = finding.path("level").asText();
      if (codes.told(code, level)) {
        remarks.add(
            Remark.of(
                    codes.rule(code, level, LinterJson.message(finding)),
                    instruction,
                    "line " + finding.path("line").asInt())
                .by(NAME));
      }
    }
  }

  /** ShellCheck's name of a shell; empty for those that it doesn't know. */
  private static Optional<String> dialect(String shell) {
    String name = shell.substring(shell.lastIndexOf('/') + 1);
    return switch (name) {
      case "sh", "bash", "dash", "ksh" -> Optional.of(name);
      case "ash", "busybox" -> Optional.of("dash");
      default -> Optional.empty();
    };
  }
}
