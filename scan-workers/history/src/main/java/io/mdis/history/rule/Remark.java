package io.mdis.history.rule;

import io.mdis.contracts.Digest;
import io.mdis.history.dockerfile.Instruction;
import java.util.Optional;

/**
 * What a rule says of an image.
 *
 * @param rule that says it
 * @param instruction that it is about; empty when it is about the image as a whole
 * @param evidence what exactly was found, in a few words; may be empty; never a secret
 * @param layer that it is about, where it is not the instruction's; null then
 * @param path of a file that is the evidence; null when there is none
 * @param linter that found it; empty for MDIS's own rules
 */
public record Remark(
    RuleInfo rule,
    Optional<Instruction> instruction,
    String evidence,
    Digest layer,
    String path,
    String linter) {

  /** Of an instruction, by an own rule. */
  public static Remark of(RuleInfo rule, Instruction instruction, String evidence) {
    return new Remark(rule, Optional.of(instruction), evidence, null, null, "");
  }

  /** Of the image as a whole, by an own rule. */
  public static Remark of(RuleInfo rule, String evidence) {
    return new Remark(rule, Optional.empty(), evidence, null, null, "");
  }

  /** The same, with what a layer has as the evidence. */
  public Remark in(Digest inLayer, String atPath) {
    return new Remark(rule, instruction, evidence, inLayer, atPath, linter);
  }

  /** The same, found by a linter. */
  public Remark by(String name) {
    return new Remark(rule, instruction, evidence, layer, path, name);
  }
}
