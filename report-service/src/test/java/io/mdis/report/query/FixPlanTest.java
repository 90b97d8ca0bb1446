package io.mdis.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.contracts.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixPlanTest {

  @Test
  void whatOneUpgradeEndsIsOneStepToTheLastVersionNamed() {
    FixPlan plan =
        FixPlan.of(
            List.of(
                flaw("CVE-1", Severity.HIGH, "libssl1.1", "openssl", "1.1.1d-r9"),
                flaw("CVE-2", Severity.LOW, "libcrypto1.1", "openssl", "1.1.1d-r10"),
                flaw("CVE-3", Severity.HIGH, "musl", "musl", "1.1.22-r3")));
    assertThat(plan.steps())
        .containsExactly(
            new FixStep("vulnerability", "openssl", "1.0", "1.1.1d-r10", 2, 1, false),
            new FixStep("vulnerability", "musl", "1.0", "1.1.22-r3", 1, 1, false));
  }

  @Test
  void oneCriticalOutweighsSomeOfLowSeverity() {
    FixPlan plan =
        FixPlan.of(
            List.of(
                flaw("CVE-1", Severity.LOW, "a", "a", "2"),
                flaw("CVE-2", Severity.LOW, "a", "a", "2"),
                flaw("CVE-3", Severity.CRITICAL, "b", "b", "2")));
    assertThat(plan.steps()).extracting(FixStep::subject).containsExactly("b", "a");
  }

  @Test
  void whatIsSuppressedOrHasNoFixIsNoStep() {
    Finding suppressed =
        flaw("CVE-1", Severity.CRITICAL, "a", "a", "2")
            .judged(new FindingSuppression("1", "why", null, null, "rest", "accepted"), null);
    Finding unfixed =
        new Finding(
            "CVE-2",
            "vulnerability",
            Severity.HIGH,
            null,
            "t",
            null,
            null,
            Map.of("package", "b", "installedVersion", "1"));
    FixPlan plan = FixPlan.of(List.of(suppressed, unfixed));
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.unfixed()).isEqualTo(1);
  }

  @Test
  void secretsAreTakenTogetherByWhereTheyAre() {
    FixPlan plan =
        FixPlan.of(
            List.of(
                secret("root/.aws/credentials", Map.of()),
                secret("root/.aws/credentials", Map.of()),
                secret(null, Map.of("config", "config.Env"))));
    assertThat(plan.steps())
        .extracting(FixStep::subject, FixStep::findings)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("root/.aws/credentials", 2),
            org.assertj.core.groups.Tuple.tuple("config.Env", 1));
  }

  private static Finding secret(String path, Map<String, String> details) {
    return new Finding("key", "secret", Severity.HIGH, null, "A key", null, path, details);
  }

  private static Finding flaw(
      String id, Severity severity, String name, String source, String fixed) {
    return new Finding(
        id,
        "vulnerability",
        severity,
        null,
        "t",
        null,
        null,
        Map.of(
            "package",
            name,
            "sourcePackage",
            source,
            "installedVersion",
            "1.0",
            "fixedVersion",
            fixed));
  }
}
