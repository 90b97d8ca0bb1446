package io.mdis.standalone.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.export.Report;
import io.mdis.policy.PolicyDecision;
import io.mdis.policy.Verdict;
import io.mdis.policy.Violation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * What a policy says of an image that was scanned just now; its JSON form is versioned, and has the
 * members of the service's answer.
 *
 * @param schemaVersion of this record's JSON form
 * @param image as it was named
 * @param digest of its manifest
 * @param environment where it is to be used; null when not told
 * @param verdict ALLOW, WARN, UNSCANNED or BLOCK
 * @param denied whether it must not be used
 * @param policy name of the policy that decided
 * @param violations what counts, heaviest first
 * @param excepted what an exception covers
 * @param toChange what would have to change for it not to be denied
 * @param more how many violations and exceptions are not listed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GateAnswer(
    int schemaVersion,
    String image,
    String digest,
    String environment,
    Verdict verdict,
    boolean denied,
    String policy,
    List<Violation> violations,
    List<Violation> excepted,
    List<String> toChange,
    int more) {

  /** Current version of the JSON form. */
  public static final int SCHEMA_VERSION = 1;

  /** The answer that a decision is. */
  public static GateAnswer of(Report.Image image, String environment, PolicyDecision decision) {
    return new GateAnswer(
        SCHEMA_VERSION,
        image.name(),
        image.digest(),
        environment,
        decision.verdict(),
        decision.denied(),
        decision.policy(),
        decision.violations(),
        decision.excepted(),
        decision.toChange(),
        decision.more());
  }

  /** Writes it as JSON. */
  public void write(OutputStream out) throws IOException {
    IndentedJson.write(this, out);
  }

  /** Prints it for a person. */
  public void print(PrintStream out) {
    String where = environment == null ? "" : " in " + PrintableText.of(environment);
    out.printf(
        "%s: %s%s by the policy %s%s%n",
        PrintableText.of(image),
        verdict,
        denied ? ", denied" : "",
        PrintableText.of(policy),
        where);
    for (Violation violation : violations) {
      String from = violation.blocksFrom() == null ? "" : ", blocks from " + violation.blocksFrom();
      line(out, violation.verdict() + from, violation);
    }
    for (Violation violation : excepted) {
      line(out, "excepted by " + PrintableText.of(violation.excepted()), violation);
    }
    if (more > 0) {
      out.printf("  and %d more%n", more);
    }
    if (!toChange.isEmpty()) {
      out.println();
      out.println("what would have to change:");
      toChange.forEach(change -> out.println("  " + PrintableText.of(change)));
    }
  }

  private static void line(PrintStream out, String what, Violation violation) {
    out.printf(
        "  %s (%s): %s%n",
        what, PrintableText.of(violation.rule()), PrintableText.of(violation.message()));
  }
}
