package io.mdis.history.threat;

import io.mdis.contracts.Severity;
import io.mdis.history.dockerfile.ImageSettings;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.Keyword;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.rule.Remark;
import io.mdis.history.rule.RuleBook;
import io.mdis.history.rule.RuleInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** How a container of the image runs, after chapter 4 of the CIS Docker Benchmark. */
final class SettingsCheck implements HistoryCheck {
  private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh", "cmd.exe");

  private final RuleBook book;
  private final TellingPorts ports = TellingPorts.load();

  SettingsCheck(RuleBook book) {
    this.book = book;
  }

  @Override
  public void look(RebuiltDockerfile file, Consumer<Remark> found) {
    ImageSettings settings = file.history().settings();
    user(file, found);
    boolean checked = settings.healthcheck().filter(check -> !check.none()).isPresent();
    if (!checked && !onlyShell(settings)) {
      found.accept(Remark.of(book.get("no-healthcheck"), ""));
    }
    for (Instruction instruction : file.all()) {
      if (instruction.keyword() == Keyword.EXPOSE) {
        for (String port : instruction.operands()) {
          ports
              .about(port)
              .ifPresent(
                  known ->
                      found.accept(
                          Remark.of(
                              book.get(known.rule()),
                              instruction,
                              port + " (" + known.name() + ")")));
        }
      }
      if (instruction.keyword() == Keyword.ONBUILD) {
        String trigger = instruction.arguments().stripLeading().toUpperCase(Locale.ROOT);
        if (trigger.startsWith("RUN") || trigger.startsWith("ADD")) {
          found.accept(Remark.of(book.get("onbuild-command"), instruction, ""));
        }
      }
    }
  }

  private void user(RebuiltDockerfile file, Consumer<Remark> found) {
    ImageSettings settings = file.history().settings();
    String user = settings.user();
    if (!root(user)) {
      return;
    }
    RuleInfo rule = book.get("root-user");
    if (onlyShell(settings) || file.history().windows()) {
      rule = rule.as(Severity.LOW); // A base to build upon, which says nothing of what will run.
    }
    Optional<Instruction> last =
        file.instructions().stream()
            .filter(i -> i.keyword() == Keyword.USER)
            .reduce((first, second) -> second);
    String evidence = user.isEmpty() ? "no USER" : "USER " + user;
    found.accept(new Remark(rule, last, evidence, null, null, ""));
  }

  private static boolean root(String user) {
    int colon = user.indexOf(':');
    String name = colon < 0 ? user : user.substring(0, colon);
    return name.isEmpty() || name.equals("root") || name.matches("0+");
  }

  /** Whether a container starts nothing but a shell, or nothing at all. */
  private static boolean onlyShell(ImageSettings settings) {
    List<String> words = settings.command();
    if (!settings.entrypoint().isEmpty() || words.size() > 1) {
      return false;
    }
    String program = words.isEmpty() ? "sh" : words.getFirst();
    int slash = Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\'));
    return SHELLS.contains(program.substring(slash + 1).toLowerCase(Locale.ROOT));
  }
}
