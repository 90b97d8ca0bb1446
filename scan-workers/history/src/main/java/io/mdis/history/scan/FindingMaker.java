package io.mdis.history.scan;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.history.dockerfile.Base;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.rule.Remark;
import io.mdis.history.rule.RuleInfo;
import io.mdis.history.threat.Redaction;
import java.util.Map;
import java.util.TreeMap;

/** Makes findings of remarks: bounded, and without secrets. */
final class FindingMaker {
  private static final int MAX_TEXT = 500;
  private static final int MAX_EVIDENCE = 300;
  private static final int MAX_READ = 4000;

  private final Redaction redaction;

  FindingMaker(Redaction redaction) {
    this.redaction = redaction;
  }

  Finding make(RebuiltDockerfile file, Remark remark) {
    RuleInfo rule = remark.rule();
    Map<String, String> details = new TreeMap<>();
    Digest layer = remark.layer();
    if (remark.instruction().isPresent()) {
      Instruction instruction = remark.instruction().get();
      layer = layer == null ? instruction.layer() : layer;
      describe(instruction, details);
      base(file.base(), instruction, details);
    } else {
      byLayer(file, layer, details);
    }
    put(details, "linter", remark.linter());
    put(details, "reason", rule.reason());
    put(details, "remedy", rule.remedy());
    put(details, "technique", String.join(", ", rule.technique()));
    put(details, "cis", rule.cis());
    put(details, "evidence", evidence(remark));
    return new Finding(
        rule.id(),
        HistoryScanner.DIMENSION,
        rule.severity(),
        null,
        shortened(redaction.redact(rule.title()), MAX_EVIDENCE),
        layer,
        remark.path(),
        details);
  }

  private void describe(Instruction instruction, Map<String, String> details) {
    if (instruction.index() >= 0) {
      details.put("instruction", Integer.toString(instruction.index()));
    }
    details.put(
        "text",
        shortened(
            redaction.redact(begin(instruction.text()), begin(instruction.commandLine())),
            MAX_TEXT));
    if (instruction.created() != null) {
      details.put("created", instruction.created().toString());
    }
  }

  /** What is told of the base can't be changed in this image, only by another base. */
  private static void base(Base base, Instruction instruction, Map<String, String> details) {
    if (base.has(instruction)) {
      details.put("base", base.evidence() == Base.Evidence.GUESSED ? "likely" : "true");
    }
  }

  private static void byLayer(RebuiltDockerfile file, Digest layer, Map<String, String> details) {
    if (layer != null) {
      file.instructions().stream()
          .filter(instruction -> layer.equals(instruction.layer()))
          .findFirst()
          .ifPresent(instruction -> base(file.base(), instruction, details));
    }
  }

  /** A part of an instruction is redacted as a part of it: alone, it may not tell what it is. */
  private String evidence(Remark remark) {
    String plain =
        begin(remark.instruction().map(Instruction::commandLine).orElse(""))
            + "\n"
            + begin(remark.evidence());
    return shortened(redaction.redact(begin(remark.evidence()), plain), MAX_EVIDENCE);
  }

  /** Enough for what is shown and to tell what it is; redaction takes its time. */
  private static String begin(String text) {
    return text.length() <= MAX_READ ? text : text.substring(0, MAX_READ);
  }

  private static void put(Map<String, String> details, String key, String value) {
    if (!value.isEmpty()) {
      details.put(key, value);
    }
  }

  private static String shortened(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
    return text.substring(0, end) + "…";
  }
}
