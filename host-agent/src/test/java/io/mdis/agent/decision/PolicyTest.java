package io.mdis.agent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final Treatment WARN = new Treatment(Mode.WARN, true, false);
  private static final Treatment ENFORCE = new Treatment(Mode.ENFORCE, false, false);
  private final Policy policy =
      new Policy(
          OnFailure.CLOSED,
          List.of(
              new Policy.Rule(ImagePattern.of("reg.example/debug/**"), Treatment.OFF),
              new Policy.Rule(ImagePattern.of("docker.io/library/*:*"), WARN)),
          ENFORCE);

  @ParameterizedTest
  @CsvSource({
    "reg.example/team/*, reg.example/team/app:1, true",
    "reg.example/team/*, reg.example/team/sub/app:1, false",
    "reg.example/**, reg.example/team/sub/app:1, true",
    "reg.example/app, reg-example/app, false",
    "**, anything@sha256:00, true",
  })
  void patternsMeanWholeNames(String pattern, String name, boolean matches) {
    assertThat(ImagePattern.of(pattern).matches(name)).isEqualTo(matches);
  }

  @Test
  void theFirstRuleCountsAndShortNamesAreCompleted() {
    assertThat(policy.of(List.of("alpine"))).isEqualTo(WARN);
    assertThat(policy.of(List.of("reg.example/debug/a/b:1"))).isEqualTo(Treatment.OFF);
    assertThat(policy.of(List.of("reg.example/app:1"))).isEqualTo(ENFORCE);
    assertThat(policy.of(List.of())).isEqualTo(ENFORCE);
  }

  @Test
  void anotherNameDoesNotMakeAnImageLessSuspicious() {
    assertThat(policy.of(List.of("reg.example/debug/x:1", "reg.example/app:1"))).isEqualTo(ENFORCE);
    assertThat(policy.of(List.of("alpine:3", "reg.example/debug/x:1"))).isEqualTo(WARN);
  }
}
