package io.mdis.history.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Severity;
import io.mdis.history.dockerfile.DockerfileText;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.rule.Remark;
import io.mdis.history.rule.RuleInfo;
import io.mdis.worker.process.BoundedProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets hadolint look. An instruction that it can't read is left out and the rest tried again: it
 * says nothing at all about a file with one such line.
 */
public final class Hadolint {
  /** Name of the program and in findings. */
  public static final String NAME = "hadolint";

  private static final int MAX_CHARACTERS = 512 << 10;
  private static final int MAX_TRIES = 6;
  private static final String UNREADABLE = "DL1000";

  /** No file of configuration, no remarks in the file that switch rules off. */
  private static final List<String> ARGUMENTS =
      List.of("--format", "json", "--no-fail", "--disable-ignore-pragma", "-");

  private final LinterProgram program;
  private final DockerfileRules rules;
  private final ShellCheckCodes shellCheckCodes;
  private final boolean shellToo;

  /**
   * Hadolint.
   *
   * @param shellToo whether what it says about scripts is told; not where ShellCheck says it
   */
  public Hadolint(
      LinterProgram program,
      DockerfileRules rules,
      ShellCheckCodes shellCheckCodes,
      boolean shellToo) {
    this.program = program;
    this.rules = rules;
    this.shellCheckCodes = shellCheckCodes;
    this.shellToo = shellToo;
  }

  /**
   * What hadolint says.
   *
   * @param remarks about instructions
   * @param unread instructions that it could not read; others have to look at them
   * @param problem why it said nothing at all; empty when it did
   */
  record Said(List<Remark> remarks, Set<Instruction> unread, Optional<String> problem) {}

  Said lint(RebuiltDockerfile file) throws IOException {
    Set<Instruction> unread = new HashSet<>();
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      DockerfileText text = DockerfileText.forLinters(file, MAX_CHARACTERS, unread);
      if (text.cut()) {
        return nothing("the file is longer than it is given");
      }
      BoundedProcess.Output output = program.run(ARGUMENTS, text.text());
      Optional<JsonNode> json = output.whole() ? LinterJson.read(output.text()) : Optional.empty();
      if (json.isEmpty() || !json.get().isArray()) {
        return nothing(
            output.whole() ? "its answer is no JSON" : "it took too long or wrote too much");
      }
      JsonNode unreadable = null;
      for (JsonNode finding : json.get()) {
        unreadable = finding.path("code").asText().equals(UNREADABLE) ? finding : unreadable;
      }
      if (unreadable == null) {
        return new Said(remarks(json.get(), text), unread, Optional.empty());
      }
      Optional<Instruction> at = culprit(text, unreadable.path("line").asInt(), unread);
      if (at.isEmpty()) {
        return nothing("it can't read the rebuilt file: " + LinterJson.message(unreadable));
      }
      unread.add(at.get());
    }
    return nothing("it can't read " + unread.size() + " instructions of the rebuilt file");
  }

  private Said nothing(String why) {
    return new Said(List.of(), Set.of(), Optional.of(program + " said nothing: " + why));
  }

  /** The error may only show behind the instruction that has it. */
  private static Optional<Instruction> culprit(
      DockerfileText text, int line, Set<Instruction> unread) {
    Optional<Instruction> at = Optional.empty();
    for (int before = line; at.isEmpty() && before > 0; before--) {
      at = text.at(before).filter(instruction -> !unread.contains(instruction));
    }
    return at;
  }

  private List<Remark> remarks(JsonNode findings, DockerfileText text) {
    List<Remark> remarks = new ArrayList<>();
    for (JsonNode finding : findings) {
      Optional<Instruction> at = text.at(finding.path("line").asInt());
      Optional<RuleInfo> rule = rule(finding);
      if (at.isPresent() && rule.isPresent()) {
        remarks.add(Remark.of(rule.get(), at.get(), "").by(NAME));
      }
    }
    return remarks;
  }

  private Optional<RuleInfo> rule(JsonNode finding) {
    String code = finding.path("code").asText();
    String level = finding.path("level").asText();
    String message = LinterJson.message(finding);
    if (code.matches("SC[0-9]{4}")) {
      int number = Integer.parseInt(code.substring(2));
      return shellToo && shellCheckCodes.told(number, level)
          ? Optional.of(shellCheckCodes.rule(number, level, message))
          : Optional.empty();
    }
    if (!code.matches("DL[0-9]{4}")) {
      return Optional.empty();
    }
    Optional<DockerfileRule> known = rules.find(code);
    if (known.isPresent()) {
      return known.filter(DockerfileRule::hadolintTells).map(rule -> rule.info().titled(message));
    }
    boolean heavy = level.equals("error") || level.equals("warning");
    Severity severity = heavy ? Severity.LOW : Severity.NEGLIGIBLE;
    return Optional.of(new RuleInfo(code, severity, message, "", "", List.of(), ""));
  }
}
