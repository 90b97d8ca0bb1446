package io.mdis.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdviceTest {

  @Test
  void whatIsMaliciousComesFirstAndUpgradesLast() {
    assertThat(Advice.of(SampleReport.small().results()))
        .extracting(Advice::text)
        .containsExactly(
            "build it without opt/tools.zip: malicious or suspected",
            "revoke what is in srv/<config> & more.env, then build the image without it",
            "rebuild on a current docker.io/library/alpine:3.10 or upgrade libcrypto1.1 to"
                + " 1.1.1d-r0, libssl1.1 to 1.1.1d-r0: 2 of 3 gone");
  }

  @Test
  void thePackageThatMendsMostIsNamedFirst() {
    List<Finding> findings = new ArrayList<>();
    for (String name : List.of("a", "b", "b", "c", "d", "e")) {
      String id = "CVE-2026-" + (1000 + findings.size());
      String fixed = name.equals("b") ? "2." + findings.size() : "2";
      findings.add(SampleReport.vulnerability(id, name, "1", Severity.HIGH, fixed));
    }
    Advice advice = Advice.of(List.of(result(findings))).getFirst();
    assertThat(advice.text())
        .isEqualTo("upgrade b, a to 2, c to 2 and 2 more packages: 6 of 6 gone");
    assertThat(advice.upgrades().getFirst())
        .isEqualTo(new Advice.Upgrade("b", List.of("2.1", "2.2"), 2));
  }

  @Test
  void whereNothingMendsThereIsNoAdvice() {
    Finding hopeless = SampleReport.vulnerability("CVE-1", "a", "1", Severity.HIGH, "");
    assertThat(Advice.of(List.of(result(List.of(hopeless))))).isEmpty();
  }

  private static ScanResult result(List<Finding> findings) {
    return new ScanResult(
        "vulnerability", ScanStatus.SUCCEEDED, List.of(), "1", "1", findings, Map.of());
  }
}
