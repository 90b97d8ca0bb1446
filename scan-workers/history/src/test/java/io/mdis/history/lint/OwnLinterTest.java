package io.mdis.history.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.history.dockerfile.Written;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnLinterTest {
  private final DockerfileRules rules = DockerfileRules.load();
  private final OwnLinter linter = new OwnLinter(rules);

  @Test
  void everyRuleFindsItsExamplesAndLeavesItsCleanOnes() {
    List<String> problems = new ArrayList<>();
    for (DockerfileRule rule : rules.all()) {
      String id = rule.info().id();
      if (rule.own() && (rule.match().isEmpty() || rule.clean().isEmpty())) {
        problems.add(id + " has no examples");
      }
      rule.match().stream()
          .filter(example -> !found(example).contains(id))
          .forEach(example -> problems.add(id + " does not find " + example));
      rule.clean().stream()
          .filter(example -> found(example).contains(id))
          .forEach(example -> problems.add(id + " finds something in " + example));
    }
    assertThat(problems).isEmpty();
  }

  private List<String> found(String example) {
    return linter.lint(Written.file(example.split(" ;; ", -1))).stream()
        .map(remark -> remark.rule().id())
        .toList();
  }
}
