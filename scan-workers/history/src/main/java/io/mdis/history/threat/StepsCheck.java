package io.mdis.history.threat;

import com.google.re2j.Pattern;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.Keyword;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.dockerfile.shell.ShellScript;
import io.mdis.history.dockerfile.shell.SimpleCommand;
import io.mdis.history.rule.Remark;
import io.mdis.history.rule.RuleBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What single steps do, where the words of their commands decide and no pattern can. */
final class StepsCheck implements HistoryCheck {
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)(?:^|[_.-])(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY"
              + "|PRIVATE_?KEY|CREDENTIALS?)(?:$|[_.-](?:ID|KEY|VALUE|BASE64|B64)$)|(?i)(?:^|_)(?:PASS|PW)$");

  private static final Set<String> MANAGERS =
      Set.of("apt-get", "apt", "apk", "yum", "dnf", "zypper");
  private static final Set<String> INSTALLS =
      Set.of(
          "install",
          "add",
          "upgrade",
          "dist-upgrade",
          "full-upgrade",
          "build-dep",
          "in",
          "up",
          "satisfy",
          "reinstall",
          "download",
          "source");

  /** Files that ADD unpacks, which COPY does not. */
  private static final Pattern ARCHIVE =
      Pattern.compile("(?i)\\.(?:tar|tgz|tbz2?|txz|tzst|tar\\.(?:gz|bz2|xz|zst|lzma))[\"']?$");

  private final RuleBook book;

  StepsCheck(RuleBook book) {
    this.book = book;
  }

  @Override
  public void look(RebuiltDockerfile file, Consumer<Remark> found) {
    for (Instruction instruction : file.all()) {
      switch (instruction.keyword()) {
        case RUN -> run(instruction, found);
        case ENV, ARG -> variables(instruction, found);
        case ADD -> add(instruction, found);
        default -> {}
      }
      if (instruction.hidden()) {
        found.accept(Remark.of(book.get("hidden-text"), instruction, ""));
      }
    }
  }

  private void run(Instruction instruction, Consumer<Remark> found) {
    List<SimpleCommand> commands = ShellScript.commands(instruction.command().orElseThrow().text());
    if (commands.stream().anyMatch(command -> command.program().equals("sudo"))) {
      found.accept(Remark.of(book.get("sudo-used"), instruction, ""));
    }
    commands.stream()
        .filter(command -> MANAGERS.contains(command.program()) && command.has("update"))
        .findFirst()
        .filter(update -> commands.stream().noneMatch(StepsCheck::installs))
        .ifPresent(
            update ->
                found.accept(Remark.of(book.get("update-alone"), instruction, update.toString())));
    Optional<String> run = UncheckedDownload.run(instruction.command().get().text(), commands);
    run.ifPresent(
        program ->
            found.accept(Remark.of(book.get("downloaded-program-run"), instruction, program)));
  }

  private static boolean installs(SimpleCommand command) {
    // dnf and yum update packages by "update"; only apt, apk and zypper mean the lists.
    boolean upgrade = Set.of("yum", "dnf").contains(command.program()) && command.has("update");
    return upgrade
        || command.arguments().stream().anyMatch(INSTALLS::contains)
        || command.program().equals("install_packages")
        || command.program().equals("apt-install")
        || command.program().startsWith("$")
        || command.words().getFirst().contains("/");
  }

  private void variables(Instruction instruction, Consumer<Remark> found) {
    for (Map.Entry<String, String> variable : instruction.variables().entrySet()) {
      String value = variable.getValue();
      boolean valued =
          instruction.keyword() == Keyword.ARG
              || (!value.isEmpty() && !value.startsWith("$") && !value.startsWith("/"));
      if (valued && SECRET_NAME.matcher(variable.getKey()).find()) {
        found.accept(Remark.of(book.get("secret-in-variable"), instruction, variable.getKey()));
      }
    }
  }

  private void add(Instruction instruction, Consumer<Remark> found) {
    List<String> operands = instruction.operands();
    if (operands.size() < 2) {
      return;
    }
    List<String> sources = operands.subList(0, operands.size() - 1);
    boolean root = instruction.index() == 0; // A base's file system, which an archive was.
    boolean plain =
        sources.stream()
            .noneMatch(
                source ->
                    source.contains("://")
                        || source.startsWith("git@")
                        || source.startsWith("file:")
                        || source.startsWith("multi:")
                        || source.startsWith("<<")
                        || source.indexOf('*') >= 0
                        || source.indexOf('$') >= 0
                        || ARCHIVE.matcher(source).find());
    if (plain && !root) {
      found.accept(
          Remark.of(book.get("add-instead-of-copy"), instruction, String.join(" ", sources)));
    }
  }
}
