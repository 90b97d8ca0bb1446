package io.mdis.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.rules.Rule;
import io.mdis.secret.corpus.Shapes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule finds its own examples, and nothing in its clean ones. */
class SecretRulesTest {
  private static final SecretRules RULES = SecretRules.load();
  private static final SecretDetector DETECTOR =
      new SecretDetector(RULES, new SecretHash(new byte[32]));

  @Test
  void everyRuleFindsItsExamplesAndNothingInTheOthers() {
    List<String> wrong = new ArrayList<>();
    Shapes shapes = new Shapes(7);
    for (SecretRule rule : RULES.all()) {
      for (String example : rule.rule().examples().match()) {
        String text = shapes.write(example);
        FileSecrets found = find(rule, text);
        if (found.hits().isEmpty()) {
          wrong.add(rule.rule().id() + " misses " + text);
        }
      }
      for (String example : rule.rule().examples().clean()) {
        String text = shapes.write(example);
        for (SecretHit hit : find(rule, text).hits()) {
          if (hit.rule().equals(rule.rule().id())) {
            wrong.add(rule.rule().id() + " finds something in " + text);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void thereAreRulesForWhatTheFieldKnows() {
    assertThat(RULES.rules()).hasSizeGreaterThan(150);
    assertThat(RULES.rules().stream().map(Rule::id))
        .contains("alicloud-access-key", "aws-secret-access-key", "aos-key", "cattle-secret-key");
  }

  /** In a file that the rule is for. */
  private static FileSecrets find(SecretRule rule, String text) {
    String path =
        rule.paths().isEmpty()
            ? "srv/app/settings.conf"
            : "srv/app/" + rule.paths().getFirst().glob().replace("**/", "").replace("*", "x");
    return DETECTOR.find(text, SecretSource.text(path));
  }
}
