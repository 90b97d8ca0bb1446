package io.mdis.history.lint;

import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.rule.Remark;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The linters that there are, each for what it knows best. Safe for use by several threads. */
public final class Linters {
  private final DockerfileRules rules = DockerfileRules.load();
  private final ShellCheckCodes codes = ShellCheckCodes.load();
  private final OwnLinter own = new OwnLinter(rules);
  private final Optional<LinterProgram> hadolintProgram;
  private final Optional<LinterProgram> shellcheckProgram;
  private final Optional<Hadolint> hadolint;
  private final Optional<ShellCheck> shellcheck;

  /** Linters with the programs that were found. */
  public Linters(Optional<LinterProgram> hadolint, Optional<LinterProgram> shellcheck) {
    this.hadolintProgram = hadolint;
    this.shellcheckProgram = shellcheck;
    this.hadolint = hadolint.map(found -> new Hadolint(found, rules, codes, shellcheck.isEmpty()));
    this.shellcheck = shellcheck.map(found -> new ShellCheck(found, codes));
  }

  /**
   * Linters with the programs that are installed.
   *
   * @param hadolint path of it; where it is empty, the PATH is searched
   * @param shellcheck likewise
   * @param timeout of one call
   */
  public static Linters installed(
      Optional<Path> hadolint, Optional<Path> shellcheck, Duration timeout) {
    return new Linters(
        LinterProgram.find(Hadolint.NAME, hadolint, timeout),
        LinterProgram.find(ShellCheck.NAME, shellcheck, timeout));
  }

  /**
   * Lints a file. Where a program fails, our own rules speak in its place.
   *
   * @throws InterruptedIOException when the thread is interrupted
   */
  public LintReport lint(RebuiltDockerfile file) throws IOException {
    List<String> speakers = new ArrayList<>();
    List<Remark> remarks = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    dockerfile(file, speakers, remarks, problems);
    if (shellcheck.isPresent()) {
      try {
        ShellCheck.Said said = shellcheck.get().lint(file);
        speakers.add(shellcheckProgram.orElseThrow().toString());
        remarks.addAll(said.remarks());
        leftOut.addAll(said.problems());
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        leftOut.add(shellcheckProgram.orElseThrow() + " can't be run: " + e.getMessage());
      }
    }
    return new LintReport(speakers, remarks, problems, leftOut);
  }

  private void dockerfile(
      RebuiltDockerfile file, List<String> speakers, List<Remark> remarks, List<String> problems)
      throws IOException {
    Optional<Hadolint.Said> said = Optional.empty();
    if (hadolint.isPresent()) {
      try {
        said = Optional.of(hadolint.get().lint(file));
        said.get().problem().ifPresent(problems::add);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        problems.add(hadolintProgram.orElseThrow() + " can't be run: " + e.getMessage());
      }
    }
    boolean spoke = said.filter(answer -> answer.problem().isEmpty()).isPresent();
    if (spoke) {
      speakers.add(hadolintProgram.orElseThrow().toString());
      remarks.addAll(said.get().remarks());
    }
    speakers.add(OwnLinter.NAME + " " + rules.version());
    for (Remark remark : own.lint(file)) {
      boolean always = rules.find(remark.rule().id()).filter(DockerfileRule::always).isPresent();
      if (!spoke || always || said.get().unread().contains(remark.instruction().orElse(null))) {
        remarks.add(remark);
      }
    }
  }

  /** Hadolint's rules as MDIS knows them. */
  public DockerfileRules rules() {
    return rules;
  }

  /** Changes when another linter, or another version of one, speaks. */
  public String version() {
    return String.join(
        "-",
        rules.version().substring(0, 8),
        codes.version().substring(0, 8),
        hadolintProgram.map(program -> "h" + program.version()).orElse("h0"),
        shellcheckProgram.map(program -> "s" + program.version()).orElse("s0"));
  }
}
