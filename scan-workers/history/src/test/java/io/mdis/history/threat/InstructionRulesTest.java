package io.mdis.history.threat;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.history.dockerfile.Written;
import io.mdis.rules.Rule;
import io.mdis.rules.RuleMatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstructionRulesTest {
  private final InstructionRules rules = new InstructionRules("commands.yaml", "passwords.yaml");

  @Test
  void everyRuleFindsItsExamplesAndLeavesItsCleanOnes() {
    List<String> problems = new ArrayList<>();
    for (Rule rule : rules.rules().rules()) {
      for (String example : rule.examples().match()) {
        if (!found(example).contains(rule.id())) {
          problems.add(rule.id() + " does not find " + example);
        }
      }
      for (String example : rule.examples().clean()) {
        if (found(example).contains(rule.id())) {
          problems.add(rule.id() + " finds something in " + example);
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  private List<String> found(String instruction) {
    return rules.matches(Written.instruction(instruction)).stream()
        .map(RuleMatch::rule)
        .map(Rule::id)
        .toList();
  }
}
