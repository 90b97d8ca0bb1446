package io.mdis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.policy.file.PolicyFile;
import io.mdis.policy.file.PolicyFileException;
import io.mdis.suppression.ImageName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyGateTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final List<ImageName> NAMES =
      List.of(ImageName.parse("registry.example/team/app:1.0"));
  private static final String POLICY =
      """
      policies:
        - name: production
          environments: [prod-*]
          required: [vulnerability, malware]
          grace: 7d
          rules:
            - id: fixable
              action: BLOCK
              reason: a version that mends it is there
              findings: {dimension: vulnerability, severity: HIGH, fixable: true}
            - id: exploited
              action: BLOCK
              grace: 1d
              reason: it is exploited
              findings: {dimension: vulnerability, exploited: true}
            - id: old
              action: WARN
              reason: it is known for long
              findings: {dimension: vulnerability, severity: LOW, known-for: 30d}
            - id: secrets
              action: BLOCK
              reason: whoever pulls it has it
              findings: {dimension: secret, severity: HIGH}
            - id: tampered
              action: BLOCK
              reason: other bytes
              trust: tampered
            - id: base
              action: WARN
              reason: use ours
              base: {allowed: ['registry.example/base/**']}
            - id: history
              action: WARN
              reason: not known
              incomplete: [history]
          exceptions:
            - finding: CVE-2026-9
              image: registry.example/team/*
              author: ann@example.org
              reason: not reachable
              expires: 2026-12-31
            - rule: secrets
              image: registry.example/team/*
              author: bob@example.org
              reason: a test key
              expires: 2026-11-01
            - rule: unscanned
              image: registry.example/legacy/*
              author: eve@example.org
              reason: to be retired
              expires: 2026-11-30
        - name: elsewhere
          rules: []
      """;

  private final List<KnownFinding> findings = new ArrayList<>();
  private final Map<String, DimensionState> dimensions = new HashMap<>(complete());
  private List<ImageName> names = NAMES;
  private Optional<String> base = Optional.of("registry.example/base/debian:13");
  private List<String> tampered = List.of();

  @Test
  void allowsWhatNothingSpeaksAgainst() {
    PolicyDecision decision = decide();
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.policy()).isEqualTo("production");
    assertThat(decision.denied()).isFalse();
    assertThat(decision.violations()).isEmpty();
  }

  @Test
  void saysWhatWouldHaveToChange() {
    first(flaw("CVE-2026-1", Severity.HIGH, "1.1"));
    first(flaw("CVE-2026-2", Severity.CRITICAL, "1.1"));
    first(secret());
    PolicyDecision decision = decide();
    assertThat(decision.verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(decision.denied()).isTrue();
    assertThat(decision.toChange())
        .containsExactly(
            "update openssl to 1.1",
            "revoke what is in srv/key.pem, and build the image without it");
    assertThat(decision.violations().getFirst().message())
        .isEqualTo("HIGH CVE-2026-1 in openssl: a version that mends it is there");
  }

  @Test
  void speaksOnlyOfFindingsThatFitEveryPart() {
    first(flaw("CVE-2026-1", Severity.HIGH, ""));
    first(flaw("CVE-2026-2", Severity.MEDIUM, "1.1"));
    first(
        flaw("CVE-2026-3", Severity.HIGH, "1.1")
            .judged(new FindingSuppression("e", "accepted", null, null, "rest"), null));
    // of unknown age, so perhaps old
    assertThat(rules(decide())).containsExactly("old", "old");
    assertThat(decide().verdict()).isEqualTo(Verdict.WARN);
  }

  @Test
  void aVulnerabilityThatBecameKnownLaterWarnsBeforeItBlocks() {
    Finding flaw = flaw("CVE-2026-1", Severity.HIGH, "1.1");
    findings.add(new KnownFinding(flaw, Optional.of(NOW.minus(Duration.ofDays(3))), true));
    PolicyDecision soon = decide();
    assertThat(soon.verdict()).isEqualTo(Verdict.WARN);
    assertThat(soon.violations().getFirst().blocksFrom()).isEqualTo(NOW.plus(Duration.ofDays(4)));
    findings.set(0, new KnownFinding(flaw, Optional.of(NOW.minus(Duration.ofDays(7))), true));
    assertThat(decide().verdict()).isEqualTo(Verdict.BLOCK);
    findings.set(0, new KnownFinding(flaw, Optional.of(NOW), false));
    assertThat(decide().verdict()).as("it was there from the first scan").isEqualTo(Verdict.BLOCK);
  }

  @Test
  void aRuleMayHaveAShorterGrace() {
    Map<String, String> details = Map.of("package", "openssl", "kev", "true");
    Finding exploited =
        new Finding("CVE-2026-1", "vulnerability", Severity.LOW, null, "t", null, "p", details);
    findings.add(new KnownFinding(exploited, Optional.of(NOW.minus(Duration.ofDays(3))), true));
    assertThat(decide().verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(decide().toChange().getFirst()).startsWith("no fix is known for CVE-2026-1");
  }

  @Test
  void whatIsKnownForLongIsToldOnlyThen() {
    Finding flaw = flaw("CVE-2026-1", Severity.LOW, "");
    findings.add(new KnownFinding(flaw, Optional.of(NOW.minus(Duration.ofDays(29))), false));
    assertThat(decide().verdict()).isEqualTo(Verdict.ALLOW);
    findings.set(0, new KnownFinding(flaw, Optional.of(NOW.minus(Duration.ofDays(30))), false));
    assertThat(decide().verdict()).isEqualTo(Verdict.WARN);
  }

  @Test
  void anImageThatWasNotScannedIsNeverAllowed() {
    dimensions.remove("malware");
    PolicyDecision decision = decide();
    assertThat(decision.verdict()).isEqualTo(Verdict.UNSCANNED);
    assertThat(decision.denied()).isTrue();
    assertThat(decision.violations().getFirst().message()).isEqualTo("malware has no result");
    assertThat(decision.toChange()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = ScanStatus.class,
      names = {"PARTIAL", "FAILED", "SKIPPED"})
  void neitherIsOneThatWasNotScannedWholly(ScanStatus status) {
    dimensions.put(
        "malware", new DimensionState(status, List.of(new ScanReason("x", "clamd is away"))));
    PolicyDecision decision = decide();
    assertThat(decision.verdict()).isEqualTo(Verdict.UNSCANNED);
    assertThat(decision.violations().getFirst().message())
        .isEqualTo("malware " + status + ": clamd is away");
  }

  @Test
  void whatIsFoundWeighsMoreThanWhatIsMissing() {
    dimensions.remove("malware");
    first(secret());
    assertThat(decide().verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(rules(decide())).containsExactly("secrets", Policy.UNSCANNED);
  }

  @Test
  void anExceptionHoldsForItsImageUntilItEnds() {
    first(flaw("cve-2026-9", Severity.HIGH, "1.1"));
    PolicyDecision decision = decide();
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.excepted().getFirst().excepted())
        .isEqualTo("ann@example.org until 2027-01-01T00:00:00Z: not reachable");
    names = List.of(ImageName.parse("registry.example/other/app:1.0"));
    assertThat(decide().verdict()).isEqualTo(Verdict.BLOCK);
  }

  @Test
  void anExceptionThatHasEndedIsTold() {
    first(secret());
    assertThat(decide().verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(decide().violations().getFirst().message())
        .contains("an exception has ended: bob@example.org");
  }

  @Test
  void whatIsNotScannedMayBeExceptedToo() {
    names = List.of(ImageName.parse("registry.example/legacy/app:1.0"));
    dimensions.clear();
    dimensions.put("history", new DimensionState(ScanStatus.SUCCEEDED, List.of()));
    PolicyDecision decision = decide();
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.excepted()).hasSize(2);
  }

  @Test
  void aTamperedImageIsBlockedWhateverElseIsFine() {
    tampered = List.of("node-7: bin/sh");
    assertThat(decide().verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(decide().violations().getFirst().message()).contains("node-7: bin/sh");
  }

  @Test
  void anUnknownBaseIsNotAnAllowedOne() {
    base = Optional.of("docker.io/library/alpine:3");
    assertThat(rules(decide())).containsExactly("base");
    base = Optional.empty();
    assertThat(rules(decide())).containsExactly("base");
  }

  @Test
  void whatIsNotRequiredButMissingIsTold() {
    dimensions.remove("history");
    assertThat(decide().verdict()).isEqualTo(Verdict.WARN);
    assertThat(rules(decide())).containsExactly("history");
  }

  @Test
  void theFirstPolicyThatSpeaksOfTheImageDecides() {
    dimensions.clear();
    PolicyGate gate = gate(POLICY);
    assertThat(gate.decide(evidence(), Optional.of("test"), NOW).policy()).isEqualTo("elsewhere");
    assertThat(gate.decide(evidence(), Optional.empty(), NOW).policy()).isEqualTo("elsewhere");
    PolicyDecision none =
        gate("policies: [{name: a, environments: [x], rules: []}]")
            .decide(evidence(), Optional.of("y"), NOW);
    assertThat(none.verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(none.violations().getFirst().rule()).isEqualTo("no-policy");
  }

  @Test
  void listsNoMoreThanSomebodyReads() {
    for (int i = 0; i < 250; i++) {
      first(flaw("CVE-2026-1" + i, Severity.HIGH, "1.1"));
    }
    assertThat(decide().violations()).hasSize(100);
    assertThat(decide().more()).isEqualTo(400);
  }

  @Test
  void theBuiltInPolicyJudgesAScanMadeLocally() {
    PolicyGate gate = new PolicyGate(PolicyFile.builtIn());
    List<ScanResult> results = new ArrayList<>();
    for (String dimension : List.of("vulnerability", "malware", "secret", "history")) {
      results.add(result(dimension, List.of()));
    }
    assertThat(verdict(gate, results)).isEqualTo(Verdict.ALLOW);
    results.set(0, result("vulnerability", List.of(flaw("CVE-2026-1", Severity.CRITICAL, "2"))));
    assertThat(verdict(gate, results)).isEqualTo(Verdict.BLOCK);
    assertThat(verdict(gate, results.subList(1, 4))).isEqualTo(Verdict.UNSCANNED);
  }

  private static Verdict verdict(PolicyGate gate, List<ScanResult> results) {
    return gate.decide(ImageEvidence.ofScan(NAMES, results), Optional.empty(), NOW).verdict();
  }

  private static ScanResult result(String dimension, List<Finding> findings) {
    return new ScanResult(dimension, ScanStatus.SUCCEEDED, List.of(), "1", "1", findings, Map.of());
  }

  private static Finding flaw(String id, Severity severity, String fixed) {
    return new Finding(
        id,
        "vulnerability",
        severity,
        null,
        "t",
        null,
        "lib/apk/db/installed",
        Map.of("package", "openssl", "fixedVersion", fixed));
  }

  private static Finding secret() {
    return new Finding(
        "private-key", "secret", Severity.HIGH, null, "t", null, "srv/key.pem", Map.of());
  }

  private void first(Finding finding) {
    findings.add(KnownFinding.ofFirstScan(finding));
  }

  private ImageEvidence evidence() {
    return new ImageEvidence(names, dimensions, findings, base, tampered);
  }

  private PolicyDecision decide() {
    return gate(POLICY).decide(evidence(), Optional.of("prod-eu"), NOW);
  }

  private static List<String> rules(PolicyDecision decision) {
    return decision.violations().stream().map(Violation::rule).toList();
  }

  private static PolicyGate gate(String yaml) {
    try {
      return new PolicyGate(PolicyFile.read(yaml.getBytes(StandardCharsets.UTF_8), "p.yaml"));
    } catch (PolicyFileException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, DimensionState> complete() {
    DimensionState done = new DimensionState(ScanStatus.SUCCEEDED, List.of());
    return Map.of("vulnerability", done, "malware", done, "history", done);
  }
}
