package io.mdis.history.threat;

import com.google.re2j.Pattern;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.Keyword;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.rule.Remark;
import io.mdis.history.rule.RuleInfo;
import io.mdis.rules.Rule;
import io.mdis.rules.RuleLimits;
import io.mdis.rules.RuleMatch;
import io.mdis.rules.RuleOutcome;
import io.mdis.rules.RuleScan;
import io.mdis.rules.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Rules whose pattern sees one instruction, from {@code commands.yaml} and its neighbours. */
public final class InstructionRules {
  private static final Set<String> ATTRIBUTES = Set.of("on", "unless", "unless-match", "cis");
  private static final RuleLimits LIMITS = new RuleLimits(50, 1000, 20_000_000);

  private final RuleSet rules;
  private final RuleScan scan;
  private final Map<Rule, Terms> terms = new HashMap<>();

  /** Rules of files beside this class. */
  public InstructionRules(String... resources) {
    this.rules = RuleSet.load(InstructionRules.class, ATTRIBUTES, resources);
    this.scan = new RuleScan(rules, LIMITS);
    rules.rules().forEach(rule -> terms.put(rule, Terms.of(rule)));
  }

  /** What decides besides the pattern. */
  private record Terms(RuleInfo info, Set<Keyword> on, Pattern unless, Pattern unlessMatch) {
    static Terms of(Rule rule) {
      Set<Keyword> on = EnumSet.noneOf(Keyword.class);
      if (rule.attributes().get("on") instanceof Collection<?> names) {
        names.forEach(name -> on.add(Keyword.valueOf(String.valueOf(name))));
      } else {
        on.add(Keyword.RUN);
      }
      return new Terms(
          new RuleInfo(
              RuleInfo.PREFIX + rule.id(),
              rule.severity(),
              rule.title(),
              rule.reason(),
              rule.remedy(),
              rule.technique(),
              String.valueOf(rule.attributes().getOrDefault("cis", ""))),
          on,
          pattern(rule, "unless"),
          pattern(rule, "unless-match"));
    }

    private static Pattern pattern(Rule rule, String attribute) {
      Object pattern = rule.attributes().get(attribute);
      return pattern == null ? null : Pattern.compile(pattern.toString());
    }

    boolean count(Instruction instruction, String text, String match) {
      return on.contains(instruction.keyword())
          && (unless == null || !unless.matcher(text).find())
          && (unlessMatch == null || !unlessMatch.matcher(match).find());
    }
  }

  /** The rules, for their tests and the reference. */
  public RuleSet rules() {
    return rules;
  }

  /** Changes when a file does. */
  public String version() {
    return rules.version();
  }

  /** What a rule says of itself. */
  public RuleInfo info(Rule rule) {
    return terms.get(rule).info;
  }

  /** Tells what is found, and of which instructions not all could be looked at. */
  void look(RebuiltDockerfile file, Consumer<Remark> found, Consumer<String> problems) {
    for (Instruction instruction : file.all()) {
      for (RuleMatch match : matches(instruction, problems)) {
        found.accept(Remark.of(terms.get(match.rule()).info, instruction, match.text().strip()));
      }
    }
  }

  /** The first match of each rule that counts for an instruction. */
  public List<RuleMatch> matches(Instruction instruction) {
    return matches(instruction, problem -> {});
  }

  private List<RuleMatch> matches(Instruction instruction, Consumer<String> problems) {
    String text = instruction.commandLine();
    Map<String, RuleMatch> first = new HashMap<>();
    RuleOutcome outcome;
    try {
      outcome =
          scan.scan(
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
              match -> {
                boolean counts = terms.get(match.rule()).count(instruction, text, match.text());
                if (counts) {
                  first.merge(match.rule().id(), match, (a, b) -> a.offset() <= b.offset() ? a : b);
                }
                return counts;
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Only when interrupted: the text is in memory.
    }
    // More matches than one of a rule tell nothing new; what was not looked at may.
    outcome.bounds().stream()
        .filter(bound -> bound.code().endsWith("steps"))
        .forEach(
            bound ->
                problems.accept("instruction " + instruction.index() + ": " + bound.message()));
    return rules.rules().stream()
        .filter(rule -> first.containsKey(rule.id()))
        .map(rule -> first.get(rule.id()))
        .toList();
  }
}
