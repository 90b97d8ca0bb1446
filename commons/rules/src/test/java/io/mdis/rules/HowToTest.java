package io.mdis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rule that the page shows is a rule, and its examples hold. */
class HowToTest {
  private static final Path PAGE = Path.of("../../docs/howto/write-a-rule.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```yaml\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  void theRuleOfThePageWorks() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    RuleSet rules = TestRules.parse(block.group(1));
    assertThat(rules.rules()).hasSize(1);
    assertThat(RuleExamples.check(rules)).isEmpty();
  }

  @Test
  void thePageTellsOfEveryKey() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(Stream.of(RuleEntry.KEYS, RuleFile.KEYS).flatMap(Set::stream))
        .allMatch(key -> page.contains("`" + key + "`"));
    assertThat(page).contains(Integer.toString(Rule.DEFAULT_WINDOW), "" + Rule.MAX_WINDOW);
  }
}
