package io.mdis.policy.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.policy.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {
  private static final String RULE =
      "{id: r, action: BLOCK, reason: x, findings: {severity: HIGH}}";

  @TempDir Path folder;

  @Test
  void readsAFile() throws IOException {
    Path file = folder.resolve("policy.yaml");
    Files.writeString(file, "policies:\n  - name: a\n    grace: 12h\n    rules: [" + RULE + "]\n");
    List<Policy> policies = PolicyFile.read(file);
    assertThat(policies).singleElement().extracting(Policy::name).isEqualTo("a");
    assertThat(policies.getFirst().grace()).hasHours(12);
  }

  @Test
  void thePolicyThatComesWithMdisCanBeRead() {
    assertThat(PolicyFile.builtIn()).singleElement().extracting(Policy::name).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "[] # must have keys",
        "{policies: [{name: a}], more: 1} # unknown keys [more]",
        "{policies: [{nam: a}]} # policies[0]: has unknown keys [nam]",
        "{policies: [{name: a}, {name: a}]} # policies[1]: there is another policy",
        "{policies: [{name: a, name: b}]} # it is no YAML",
        "{policies: [{name: a, grace: 7}]} # policies[0].grace: must be a time such as",
        "{policies: [{name: a, grace: 99999d}]} # ten years",
        "{policies: [{name: a, partial: BLOCK}]} # policies[0].partial: must be UNSCANNED",
        "{policies: [{name: a, images: [alpine]}]} # policies[0].images[0]: an image is named with",
        "{policies: [{name: a, rules: [{id: r, action: NO, reason: x, trust: tampered}]}]} #"
            + " rules[0].action: must be one of [WARN, BLOCK]",
        "{policies: [{name: a, rules: [{id: R, action: WARN, reason: x, trust: tampered}]}]} # id must",
        "{policies: [{name: a, rules: [{id: r, action: WARN, reason: x}]}]} # needs one of",
        "{policies: [{name: a, rules: [{id: r, action: WARN, reason: x, trust: no}]}]} # trust: must",
        "{policies: [{name: a, rules: [{id: r, action: WARN, reason: x, findings: {severty: LOW}}]}]}"
            + " # rules[0].findings: has unknown keys [severty]",
        "{policies: [{name: a, rules: [{id: r, action: WARN, reason: x, findings: {fixable: y}}]}]}"
            + " # fixable: must be true or false",
        "{policies: [{name: a, exceptions: [{image: r.example/a}]}]} # needs a rule or a finding",
        "{policies: [{name: a, exceptions: [{rule: r, image: r.example/a}]}]} # no such rule",
        "{policies: [{name: a, exceptions: [{finding: f, image: r.example/a}]}]} # needs author",
        "{policies: [{name: a, exceptions: [{finding: f, image: r.example/a, author: a, reason: r,"
            + " expires: never}]}]} # expires: must be the last day",
        "{policies: &a [*a]} # policies[0]",
      })
  void namesTheMistakeAndItsPlace(String yaml, String told) {
    assertThatThrownBy(() -> PolicyFile.read(yaml.getBytes(StandardCharsets.UTF_8), "policy.yaml"))
        .isInstanceOf(PolicyFileException.class)
        .hasMessageStartingWith("policy.yaml: ")
        .hasMessageContaining(told);
  }

  @Test
  void readsNoEndlessNesting() {
    String nested = "{policies: " + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    assertThatThrownBy(
            () -> PolicyFile.read(nested.getBytes(StandardCharsets.UTF_8), "policy.yaml"))
        .isInstanceOf(PolicyFileException.class);
  }
}
