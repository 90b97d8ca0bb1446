package io.mdis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckSetTest {
  private static final String SOUND =
      """
      rules:
        - id: root-user
          severity: MEDIUM
          title: It runs as root
          reason: Whoever breaks in is root.
          remedy: Name a user.
          technique: [T1611]
          cis: '4.1'
      """;

  @Test
  void readsWhatIsSaid() {
    Check check = set(SOUND).get("root-user");
    assertThat(check.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(check.technique()).containsExactly("T1611");
    assertThat(check.attributes()).containsEntry("cis", "4.1");
    assertThat(set(SOUND).version()).hasSize(12).isNotEqualTo(set(SOUND + "\n").version());
  }

  @Test
  void tellsAllThatIsWrong() {
    String again = SOUND.substring(SOUND.indexOf("  - id"));
    String broken = "  - {id: Bad Id, severity: AWFUL, title: x, reason: y, pattern: z}\n";
    assertThatThrownBy(() -> set(SOUND + again + broken))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContainingAll(
            "root-user: is there twice",
            "Bad Id: needs an id",
            "Bad Id: needs a severity",
            "Bad Id: needs a text under \"remedy\"",
            "Bad Id: has an unknown key \"pattern\"");
  }

  @Test
  void whatIsNotThereIsAnError() {
    assertThatThrownBy(() -> set(SOUND).get("other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other");
    assertThatThrownBy(() -> CheckSet.load(CheckSetTest.class, Set.of(), "none.yaml"))
        .isInstanceOf(InvalidRulesException.class);
  }

  private static CheckSet set(String yaml) {
    return CheckSet.of(
        new RuleSource("checks.yaml", yaml.getBytes(StandardCharsets.UTF_8)), Set.of("cis"));
  }
}
