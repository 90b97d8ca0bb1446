package io.mdis.suppression;

import static io.mdis.suppression.Entries.NOW;
import static io.mdis.suppression.Entries.entry;
import static io.mdis.suppression.Entries.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries about files and secrets: by hash, by rule, by path in a dimension. */
class FileSuppressionsTest {
  private static final String HASH = "ab".repeat(32);
  private static final String OTHER = "cd".repeat(32);

  private static Finding malware(String id, String path, String sha256) {
    return finding(id, "malware", path, Map.of("sha256", sha256));
  }

  private static Finding finding(
      String id, String dimension, String path, Map<String, String> details) {
    return new Finding(id, dimension, Severity.CRITICAL, null, "title", null, path, details);
  }

  private static boolean suppressed(SuppressionScope scope, Finding finding) {
    return Suppressions.of(List.of(Entries.of(scope, null)))
        .on(image("registry.test/team/app:1"))
        .judge(finding, NOW)
        .suppressed();
  }

  /** The finding is of rule Unix.Miner, dimension malware, file usr/bin/tool, hash ab… */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # rule, dimension, path, hash, image, expected
          -, -, -, ab, -, true
          -, -, -, AB, -, true
          -, -, -, cd, -, false
          unix.miner, -, -, -, -, true
          unix.miner, malware, -, -, -, true
          unix.miner, secret, -, -, -, false
          unix.miner, -, -, ab, -, true
          unix.miner, -, -, cd, -, false
          unix.other, -, -, ab, -, false
          -, malware, usr/bin/tool, -, -, true
          -, malware, /usr/bin/*, -, -, true
          -, malware, usr/*, -, -, false
          -, secret, usr/bin/tool, -, -, false
          -, malware, opt/**, -, -, false
          -, malware, usr/bin/*, ab, -, true
          -, malware, opt/**, ab, -, false
          -, secret, -, ab, -, false
          -, -, -, ab, */team/app, true
          -, -, -, ab, */other/app, false
          # Nothing named:
          -, malware, -, -, -, false
          -, -, usr/bin/tool, -, -, false
          -, malware, -, -, */team/app, false
          -, -, -, -, */team/app, false
          """)
  void everyGivenPartMustFit(
      String rule, String dimension, String path, String hash, String image, boolean expected) {
    String digits = hash == null ? null : hash.repeat(32);
    SuppressionScope scope =
        new SuppressionScope(rule, List.of(), null, null, path, image, null, dimension, digits);
    assertThat(suppressed(scope, malware("Unix.Miner", "usr/bin/tool", HASH))).isEqualTo(expected);
  }

  @Test
  void aSecretIsKnownByItsKeyedHash() {
    Finding secret = finding("github-pat", "secret", "app/.env", Map.of("secretHash", HASH));
    assertThat(suppressed(SuppressionScope.ofHash(HASH), secret)).isTrue();
    assertThat(suppressed(SuppressionScope.ofHash(OTHER), secret)).isFalse();
  }

  @Test
  void theKindOfTheReasonIsTold() {
    Suppression entry =
        entry(
            "e",
            SuppressionScope.ofHash(HASH),
            SuppressionStatus.FALSE_POSITIVE,
            Origin.REST,
            NOW,
            null);
    Finding judged =
        Suppressions.of(List.of(entry)).on(image()).judge(malware("x", "a", HASH), NOW);
    assertThat(judged.suppression().verdict()).isEqualTo("false_positive");
  }

  /** An entry by hash costs a finding nothing that has another. */
  @Test
  void manyEntriesAreLookedUpByWhatTheyName() {
    List<Suppression> entries = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      SuppressionScope scope = SuppressionScope.ofHash(String.format("%064x", i));
      entries.add(entry("e" + i, scope, SuppressionStatus.REVOKED, Origin.REST, NOW, null));
    }
    Suppressions all = Suppressions.of(entries);
    FindingSubject subject = FindingSubject.of(malware("x", "a", String.format("%064x", 31_000)));
    assertThat(all.candidates(subject)).hasSize(1);
    assertThat(all.candidates(FindingSubject.of(malware("x", "a", OTHER)))).isEmpty();
  }
}
