package io.mdis.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/** Runs the examples of rules, for the tests of whoever has rules. */
public final class RuleExamples {
  private static final String HEX = "hex:";

  private RuleExamples() {}

  /** As the other, every match counting. */
  public static List<String> check(RuleSet rules) {
    return check(rules, match -> true);
  }

  /**
   * Checks that each rule finds its own examples, and in none of its clean ones anything.
   *
   * @param counts whether a match counts, when more than the pattern decides
   * @return what is wrong, a line each; empty when all is well
   */
  public static List<String> check(RuleSet rules, Predicate<RuleMatch> counts) {
    RuleScan scan = new RuleScan(rules, RuleLimits.DEFAULT);
    List<String> problems = new ArrayList<>();
    for (Rule rule : rules.rules()) {
      for (String example : rule.examples().match()) {
        if (!finds(scan, rule, example, counts)) {
          problems.add(rule.id() + ": does not find its example: " + example);
        }
      }
      for (String example : rule.examples().clean()) {
        if (finds(scan, rule, example, counts)) {
          problems.add(rule.id() + ": finds something in its clean example: " + example);
        }
      }
    }
    return problems;
  }

  /** The bytes that an example stands for. */
  public static byte[] bytes(String example) {
    return example.startsWith(HEX)
        ? HexFormat.of().parseHex(example.substring(HEX.length()).replace(" ", ""))
        : example.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean finds(
      RuleScan scan, Rule rule, String example, Predicate<RuleMatch> counts) {
    List<RuleMatch> found = new ArrayList<>();
    try {
      scan.scan(
          new ByteArrayInputStream(bytes(example)),
          match -> match.rule().id().equals(rule.id()) && counts.test(match) && found.add(match));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return !found.isEmpty();
  }
}
