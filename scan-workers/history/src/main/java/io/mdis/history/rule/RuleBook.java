package io.mdis.history.rule;

import io.mdis.rules.Check;
import io.mdis.rules.CheckSet;
import java.util.List;
import java.util.Set;

/** What MDIS's own rules say that are found by code, as findings of this dimension say it. */
public final class RuleBook {
  private static final String CIS = "cis";

  private final CheckSet checks;

  private RuleBook(CheckSet checks) {
    this.checks = checks;
  }

  /** Reads a file beside a class; throws InvalidRulesException for one that is not sound. */
  public static RuleBook read(Class<?> beside, String resource) {
    return new RuleBook(CheckSet.load(beside, Set.of(CIS), resource));
  }

  /** A rule by its id without prefix; throws IllegalArgumentException when there is none. */
  public RuleInfo get(String id) {
    return info(checks.get(id));
  }

  /** All, in the order of the file. */
  public List<RuleInfo> all() {
    return checks.all().stream().map(RuleBook::info).toList();
  }

  /** Changes when the file does. */
  public String version() {
    return checks.version();
  }

  private static RuleInfo info(Check check) {
    return new RuleInfo(
        RuleInfo.PREFIX + check.id(),
        check.severity(),
        check.title(),
        check.reason(),
        check.remedy(),
        check.technique(),
        (String) check.attributes().getOrDefault(CIS, ""));
  }
}
