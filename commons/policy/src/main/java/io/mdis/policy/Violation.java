package io.mdis.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A reason against an image.
 *
 * @param rule id of the rule, or {@link Policy#UNSCANNED}
 * @param verdict that follows from this alone
 * @param finding id of the finding; null when it is about none
 * @param message what is wrong, for a person
 * @param remedy what would have to change
 * @param blocksFrom when a warning becomes a block, UTC; null when it is none that will
 * @param excepted by whom, until when and why it does not count; null when it does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(
    String rule,
    Verdict verdict,
    String finding,
    String message,
    String remedy,
    Instant blocksFrom,
    String excepted) {

  Violation(String rule, Verdict verdict, String finding, String message, String remedy) {
    this(rule, verdict, finding, message, remedy, null, null);
  }

  Violation warningUntil(Instant end) {
    return new Violation(rule, Verdict.WARN, finding, message, remedy, end, null);
  }

  Violation exceptedBy(PolicyException exception) {
    return new Violation(rule, verdict, finding, message, remedy, blocksFrom, exception.words());
  }

  Violation after(PolicyException ended) {
    return new Violation(
        rule,
        verdict,
        finding,
        message + " (an exception has ended: " + ended.words() + ")",
        remedy,
        blocksFrom,
        null);
  }
}
