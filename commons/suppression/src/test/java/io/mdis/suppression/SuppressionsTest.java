package io.mdis.suppression;

import static io.mdis.suppression.Entries.NOW;
import static io.mdis.suppression.Entries.entry;
import static io.mdis.suppression.Entries.finding;
import static io.mdis.suppression.Entries.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionsTest {
  private static final ImageSubject IMAGE =
      new ImageSubject(
          List.of(
              new ImageName("registry.test:5000/team/app", List.of("1.2", "latest"), "sha256:ab")),
          Set.of("test"));

  private static boolean suppressed(SuppressionScope scope) {
    return Suppressions.of(List.of(Entries.of(scope, null)))
        .on(IMAGE)
        .judge(finding(), NOW)
        .suppressed();
  }

  /** The finding is of libssl1.1 from the source openssl, in registry.test:5000/team/app. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # vulnerability, package, purl, path, image, environment, expected
          CVE-2021-1111, -, -, -, -, -, true
          cve-2021-1111, -, -, -, -, -, true
          CVE-2021-111, -, -, -, -, -, false
          CVE-2021-11111, -, -, -, -, -, false
          GHSA-aaaa-bbbb-cccc, -, -, -, -, -, true
          ghsa-AAAA-bbbb-cccc, -, -, -, -, -, true
          DSA-1, -, -, -, -, -, true
          DSA-2, -, -, -, -, -, false
          CVE-2021-1111, libssl1.1, -, -, -, -, true
          CVE-2021-1111, openssl, -, -, -, -, true
          CVE-2021-1111, OpenSSL, -, -, -, -, false
          CVE-2021-1111, ssl, -, -, -, -, false
          -, openssl, -, -, -, -, false
          -, musl, -, -, -, -, false
          CVE-2021-1111, -, pkg:apk/alpine/libssl1.1, -, -, -, true
          CVE-2021-1111, -, pkg:apk/libssl1.1, -, -, -, false
          CVE-2021-1111, -, pkg:deb/alpine/libssl1.1, -, -, -, false
          CVE-2021-1111, -, pkg:apk/alpine/libssl1.1@1.1.1a-r0, -, -, -, true
          CVE-2021-1111, -, pkg:apk/alpine/libssl1.1@1.1.1a, -, -, -, false
          CVE-2021-1111, -, pkg:apk/alpine/libssl1.1?arch=x86_64, -, -, -, true
          CVE-2021-1111, -, pkg:apk/alpine/libssl1.1?arch=aarch64, -, -, -, false
          -, -, pkg:apk/alpine/libssl1.1, -, -, -, false
          CVE-2021-1111, -, -, lib/apk/db/installed, -, -, true
          CVE-2021-1111, -, -, /lib/apk/db/installed, -, -, true
          CVE-2021-1111, -, -, lib/*, -, -, false
          CVE-2021-1111, -, -, lib/**, -, -, true
          CVE-2021-1111, -, -, lib/*/db/installe?, -, -, true
          CVE-2021-1111, -, -, LIB/**, -, -, false
          CVE-2021-1111, -, -, lib.apk.db.installed, -, -, false
          CVE-2021-1111, -, -, -, registry.test:5000/team/app, -, true
          CVE-2021-1111, -, -, -, registry.test:5000/team/*, -, true
          CVE-2021-1111, -, -, -, registry.test:5000/*, -, false
          CVE-2021-1111, -, -, -, registry.test:5000/**, -, true
          CVE-2021-1111, -, -, -, */team/app:1.2, -, true
          CVE-2021-1111, -, -, -, */team/app:1.*, -, true
          CVE-2021-1111, -, -, -, */team/app:latest, -, true
          CVE-2021-1111, -, -, -, */team/app:2.*, -, false
          CVE-2021-1111, -, -, -, */team/app@sha256:ab, -, true
          CVE-2021-1111, -, -, -, */team/app@sha256:ac, -, false
          CVE-2021-1111, -, -, -, other.test/team/app, -, false
          -, -, -, -, registry.test:5000/team/app, -, false
          CVE-2021-1111, -, -, -, -, test, true
          CVE-2021-1111, -, -, -, -, prod, false
          CVE-2021-1111, libssl1.1, pkg:apk/alpine/libssl1.1, lib/**, */team/*:1.2, test, true
          CVE-2021-1111, libssl1.1, pkg:apk/alpine/libssl1.1, lib/**, */team/*:1.3, test, false
          """)
  void everyGivenPartMustFit(
      String vulnerability,
      String packageName,
      String purl,
      String path,
      String image,
      String environment,
      boolean expected) {
    SuppressionScope scope =
        new SuppressionScope(vulnerability, List.of(), packageName, purl, path, image, environment);
    assertThat(suppressed(scope)).isEqualTo(expected);
  }

  @Test
  void anEnvironmentDoesNotSpeakForAnImageThatIsInAnotherToo() {
    SuppressionScope inTest =
        new SuppressionScope("CVE-2021-1111", List.of(), null, null, null, null, "test");
    Suppressions entries = Suppressions.of(List.of(Entries.of(inTest, null)));
    for (Set<String> environments : List.of(Set.of("test", "prod"), Set.<String>of())) {
      ImageSubject image = new ImageSubject(IMAGE.names(), environments);
      assertThat(entries.on(image).judge(finding(), NOW).suppressed())
          .as("%s", environments)
          .isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"-1,true", "0,false", "1,false"})
  void endsToTheSecond(long secondsAfterTheEnd, boolean expected) {
    Instant end = Instant.parse("2026-12-31T23:59:59Z");
    Suppressions entries =
        Suppressions.of(List.of(Entries.of(SuppressionScope.of("CVE-2021-1111"), end)));
    Instant asked = end.plusSeconds(secondsAfterTheEnd);
    assertThat(entries.on(IMAGE).judge(finding(), asked).suppressed()).isEqualTo(expected);
  }

  @Test
  void tellsReasonAuthorEndAndOrigin() {
    Instant end = NOW.plusSeconds(60);
    Finding judged =
        Suppressions.of(List.of(Entries.of(SuppressionScope.of("CVE-2021-1111"), end)))
            .on(IMAGE)
            .judge(finding(), NOW);
    assertThat(judged.suppression())
        .isEqualTo(new FindingSuppression("e-1", "reason of e-1", "ann", end, "rest", "accepted"));
    assertThat(judged.note()).isNull();
  }

  @Test
  void whatWasSaidBeforeIsForgotten() {
    Finding earlier =
        finding().judged(new FindingSuppression("old", "old", null, null, "rest"), "old");
    assertThat(Suppressions.none().on(IMAGE).judge(earlier, NOW)).isEqualTo(finding());
  }

  @Test
  void theEntryThatHoldsLongestIsNamed() {
    SuppressionScope scope = SuppressionScope.of("CVE-2021-1111");
    List<Suppression> entries =
        List.of(
            rest("short", scope, NOW.plusSeconds(10)),
            rest("over", scope, NOW.minusSeconds(10)),
            rest("long", scope, NOW.plusSeconds(20)));
    assertThat(deciding(entries)).isEqualTo("long");
    List<Suppression> more = new ArrayList<>(entries);
    more.add(rest("forever", scope, null));
    assertThat(deciding(more)).isEqualTo("forever");
  }

  @Test
  void whileOnlyInvestigatedItCountsAndSaysSo() {
    Suppression entry = vex("v", SuppressionStatus.UNDER_INVESTIGATION, NOW);
    Finding judged = Suppressions.of(List.of(entry)).on(IMAGE).judge(finding(), NOW);
    assertThat(judged.suppressed()).isFalse();
    assertThat(judged.note()).isEqualTo("under investigation (ann): reason of v");
  }

  @Test
  void ofVexStatementsTheLatestHoldsAndAPersonBeforeAll() {
    Suppression fine = vex("fine", SuppressionStatus.NOT_AFFECTED, NOW.minusSeconds(2));
    Suppression bad = vex("bad", SuppressionStatus.AFFECTED, NOW.minusSeconds(1));
    Suppression mended = vex("mended", SuppressionStatus.FIXED, NOW);
    assertThat(deciding(List.of(fine, bad))).isEqualTo("bad");
    assertThat(deciding(List.of(bad, fine))).isEqualTo("bad");
    assertThat(deciding(List.of(mended, fine, bad))).isEqualTo("mended");
    Suppression person = rest("person", SuppressionScope.of("CVE-2021-1111"), null);
    assertThat(deciding(List.of(bad, person))).isEqualTo("person");
  }

  @Test
  void ofTwoAtOnceTheOneThatSuppressesLessHolds() {
    Suppression fine = vex("z-fine", SuppressionStatus.NOT_AFFECTED, NOW);
    Suppression bad = vex("a-bad", SuppressionStatus.AFFECTED, NOW);
    assertThat(deciding(List.of(fine, bad))).isEqualTo("a-bad");
    assertThat(deciding(List.of(bad, fine))).isEqualTo("a-bad");
  }

  @Test
  void anEntryThatCannotBeReadSuppressesNothing() {
    Suppression broken =
        rest(
            "broken",
            new SuppressionScope("CVE-2021-1111", List.of(), null, "no purl", null, null, null),
            null);
    Suppressions entries = Suppressions.of(List.of(broken));
    assertThat(entries.unusable()).containsExactly(broken);
    assertThat(entries.on(IMAGE).judge(finding(), NOW).suppressed()).isFalse();
  }

  /** Five thousand entries and findings: looked up by name, this is no work at all. */
  @Test
  void decidesAmongThousands() {
    List<Suppression> entries = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      SuppressionScope scope =
          new SuppressionScope(
              "CVE-2021-" + i, List.of(), null, null, null, "*/team-" + i % 7 + "/**", null);
      entries.add(rest("e-" + i, scope, null));
    }
    ImageSuppressions asked = Suppressions.of(entries).on(image("registry.test/team-3/app:1"));
    int suppressed = 0;
    for (int i = 0; i < 5_000; i++) {
      Finding finding = finding("CVE-2021-" + i, null, Map.of());
      suppressed += asked.judge(finding, NOW).suppressed() ? 1 : 0;
    }
    assertThat(suppressed).isEqualTo(714);
  }

  private static Suppression rest(String id, SuppressionScope scope, Instant expires) {
    return entry(id, scope, SuppressionStatus.ACCEPTED, Origin.REST, NOW, expires);
  }

  private static Suppression vex(String id, SuppressionStatus status, Instant created) {
    return entry(id, SuppressionScope.of("CVE-2021-1111"), status, Origin.VEX, created, null);
  }

  private static String deciding(List<Suppression> entries) {
    Optional<Decision> decision =
        Suppressions.of(entries).on(IMAGE).decide(FindingSubject.of(finding()), NOW);
    return decision.orElseThrow().entry().id();
  }
}
