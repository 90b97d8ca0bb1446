package io.mdis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {
  private static final String WHOLE =
      """
      rules:
        - id: github-pat
          severity: CRITICAL
          title: GitHub personal access token
          reason: Whoever has it acts as its owner.
          remedy: Revoke it.
          technique: [T1552.001]
          keywords: [ghp_]
          pattern: '\\b(?P<secret>ghp_[0-9A-Za-z]{36})\\b'
          window: 64
          entropy: 3.5
          examples:
            match: ['token=ghp_0123456789abcdefghijABCDEFGHIJ012345']
            clean: ['ghp_EXAMPLE']
      """;

  @Test
  void readsARule() {
    RuleSet rules = TestRules.parse(WHOLE);
    Rule rule = rules.find("github-pat").orElseThrow();
    assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(rule.technique()).containsExactly("T1552.001");
    assertThat(rule.window()).isEqualTo(64);
    assertThat(rule.startsWithKeyword()).isFalse();
    assertThat(rule.attributes()).containsEntry("entropy", 3.5);
    assertThat(RuleExamples.check(rules)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules:                     | other: 1\\nrules:          | other keys",
        "github-pat                 | GitHub                     | needs an id",
        "CRITICAL                   | SEVERE                     | needs a severity",
        "title: GitHub personal access token | title: ''         | a text under \"title\"",
        "T1552.001                  | T15                        | technique \"T15\"",
        "keywords: [ghp_]           | keywords: []               | has no keywords",
        "keywords: [ghp_]           | keywords: [gh]             | at least 3",
        "keywords: [ghp_]           | keywords: [ghp_, ghp_]     | keyword twice",
        "keywords: [ghp_]           | keywords: ghp_             | needs a list",
        "keywords: [ghp_]           | keywords: [1234]           | put quotes around 1234",
        "[0-9A-Za-z]{36}            | [0-9A-Za-z{36}             | re2 refuses",
        "[0-9A-Za-z]{36}            | (?=x)                      | re2 refuses",
        "'\\b(?P<secret>ghp_[0-9A-Za-z]{36})\\b' | 'x*'          | matches nothing at all",
        "window: 64                 | window: 0                  | needs a window",
        "entropy: 3.5               | entrophy: 3.5              | unknown key \"entrophy\"",
        "clean: ['ghp_EXAMPLE']     | clean: []                  | example under \"clean\"",
        "clean: ['ghp_EXAMPLE']     | cleen: []                  | example under \"clean\"",
        "severity: CRITICAL         | severity: LOW, HIGH: [     | is no YAML",
        "severity: CRITICAL         | severity: LOW\\n    severity: LOW | is no YAML",
      })
  void refuses(String good, String bad, String message) {
    assertThat(WHOLE).contains(good);
    String yaml = WHOLE.replace(good, bad.replace("\\n", "\n"));
    assertThatThrownBy(() -> TestRules.parse(yaml))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("test.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    String bad = WHOLE.replace("CRITICAL", "x").replace("Revoke it.", "''");
    assertThatThrownBy(() -> TestRules.parse(bad))
        .hasMessageContaining("github-pat: needs a severity")
        .hasMessageContaining("github-pat: needs a text under \"remedy\"");
  }

  @Test
  void refusesAnIdTwice() {
    byte[] yaml = WHOLE.getBytes(StandardCharsets.UTF_8);
    List<RuleSource> twice =
        List.of(new RuleSource("a.yaml", yaml), new RuleSource("b.yaml", yaml));
    assertThatThrownBy(() -> RuleSet.of(twice, Set.of("entropy")))
        .hasMessage("b.yaml: github-pat: a.yaml has that id too; choose another");
  }

  @Test
  void theVersionIsThatOfTheContentWhateverTheOrder() {
    RuleSource a = new RuleSource("a", WHOLE.getBytes(StandardCharsets.UTF_8));
    RuleSource b =
        new RuleSource("b", WHOLE.replace("github", "gitlab").getBytes(StandardCharsets.UTF_8));
    Set<String> keys = Set.of("entropy");
    String version = RuleSet.of(List.of(a, b), keys).version();
    assertThat(version).matches("[0-9a-f]{12}");
    assertThat(RuleSet.of(List.of(b, a), keys).version()).isEqualTo(version);
    assertThat(RuleSet.of(List.of(a), keys).version()).isNotEqualTo(version);
  }

  @Test
  void examplesThatDoNotHoldAreTold() {
    RuleSet rules = TestRules.set(TestRules.rule("a", "needle", "needle[0-9]"));
    assertThat(RuleExamples.check(rules)).containsExactly("a: does not find its example: x");
    String clean =
        TestRules.rule("b", "yyy", "yyy")
            .replace("[x], clean: [y]", "['hex:797979'], clean: [yyyy]");
    assertThat(RuleExamples.check(TestRules.set(clean)))
        .containsExactly("b: finds something in its clean example: yyyy");
  }

  @Test
  void aMissingResourceIsNamed() {
    assertThatThrownBy(() -> RuleSet.load(RuleSetTest.class, Set.of(), "absent.yaml"))
        .hasMessageContaining("absent.yaml");
  }
}
