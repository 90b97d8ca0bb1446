package io.mdis.history.rule;

import io.mdis.contracts.Severity;
import java.util.List;

/**
 * What a rule says of itself.
 *
 * @param id of the finding: {@code MDIS-root-user}, {@code DL3008}, {@code SC2115}
 * @param severity of what it finds
 * @param title one line for a person
 * @param reason why it matters; may be empty
 * @param remedy what to do; may be empty
 * @param technique MITRE ATT&amp;CK techniques; may be empty
 * @param cis number in the CIS Docker Benchmark; may be empty
 */
public record RuleInfo(
    String id,
    Severity severity,
    String title,
    String reason,
    String remedy,
    List<String> technique,
    String cis) {
  /** Before the ids of MDIS's own rules. */
  public static final String PREFIX = "MDIS-";

  /** The techniques are kept as they are. */
  public RuleInfo {
    technique = List.copyOf(technique);
  }

  /** The same rule with another severity. */
  public RuleInfo as(Severity other) {
    return new RuleInfo(id, other, title, reason, remedy, technique, cis);
  }

  /** The same rule with another title. */
  public RuleInfo titled(String other) {
    return new RuleInfo(id, severity, other, reason, remedy, technique, cis);
  }
}
