package io.mdis.suppression;

import static io.mdis.suppression.Entries.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionRulesTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      textBlock =
          """
          # vulnerability | package | purl | image | environment | field | words
          - | - | - | - | - | vulnerability | name a vulnerability or rule, a hash, or a path together
          - | - | - | - | test | vulnerability | name a vulnerability or rule, a hash, or a path together
          - | openssl | - | - | - | vulnerability | everything else only narrows
          - | - | pkg:apk/a/b | - | - | vulnerability | everything else only narrows
          - | - | - | */team/app | - | vulnerability | everything else only narrows
          * | - | - | - | - | vulnerability | named exactly
          CVE-* | - | - | - | - | vulnerability | named exactly
          CVE 1 | - | - | - | - | vulnerability | without spaces
          - | * | - | - | - | package | named exactly
          CVE-1 | - | openssl | - | - | purl | not a package URL
          CVE-1 | - | pkg:oci/app | - | - | purl | say which image in "image"
          CVE-1 | - | - | * | - | image | with its registry
          CVE-1 | - | - | ** | - | image | with its registry
          CVE-1 | - | - | */* | - | image | means every image
          CVE-1 | - | - | **/**:latest | - | image | means every image
          CVE-1 | - | - | alpine | - | image | */alpine
          CVE-1 | - | - | - | a b | environment | letters, digits
          """)
  void namesTheFieldAndWhatToDo(
      String vulnerability,
      String packageName,
      String purl,
      String image,
      String environment,
      String field,
      String words) {
    SuppressionScope scope =
        new SuppressionScope(vulnerability, List.of(), packageName, purl, null, image, environment);
    InvalidSuppressionException refused = refused(SuppressionRules.DEFAULT, scope, null);
    assertThat(refused.field()).isEqualTo(field);
    assertThat(refused).hasMessageStartingWith(field + ": ").hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      textBlock =
          """
          # dimension | path | hash | field | words
          secret | - | - | vulnerability | a path together with a dimension
          - | etc/app/* | - | vulnerability | a path together with a dimension
          secret | ** | - | path | means every file
          secret | */* | - | path | means every file
          Secret | etc/app/* | - | dimension | a name such as
          - | - | 1234 | hash | 64 hex digits
          - | - | sha512:aaaa | hash | 64 hex digits
          """)
  void namesWhatIsWrongWithFilesAndHashes(
      String dimension, String path, String hash, String field, String words) {
    InvalidSuppressionException refused =
        refused(SuppressionRules.DEFAULT, scope(dimension, path, hash), null);
    assertThat(refused.field()).isEqualTo(field);
    assertThat(refused).hasMessageStartingWith(field + ": ").hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "github-pat",
        "Win.Test.EICAR_HDB-1",
        "{HEX}php.base64.v23au.185.UNOFFICIAL",
        "RHSA-2019:1234"
      })
  void idsOfRulesAndNamesOfVirusEnginesAreTakenAsThoseOfFlaws(String id) throws Exception {
    SuppressionRules.DEFAULT.made(Entries.of(SuppressionScope.of(id), null), NOW);
  }

  @Test
  void aHashOrAPathWithItsDimensionIsEnough() throws Exception {
    SuppressionRules.DEFAULT.made(Entries.of(scope(null, null, "AB".repeat(32)), null), NOW);
    SuppressionRules.DEFAULT.made(
        Entries.of(scope(null, null, "sha256:" + "ab".repeat(32)), null), NOW);
    SuppressionRules.DEFAULT.made(Entries.of(scope("secret", "etc/app/*", null), null), NOW);
  }

  private static SuppressionScope scope(String dimension, String path, String hash) {
    return new SuppressionScope(null, List.of(), null, null, path, null, null, dimension, hash);
  }

  @Test
  void anEntryIsNotMadeForThePast() {
    SuppressionScope scope = SuppressionScope.of("CVE-1");
    assertThat(refused(SuppressionRules.DEFAULT, scope, NOW).field()).isEqualTo("expires");
    assertThatCode(() -> SuppressionRules.DEFAULT.made(Entries.of(scope, NOW.plusSeconds(1)), NOW))
        .doesNotThrowAnyException();
    assertThatCode(() -> SuppressionRules.DEFAULT.kept(Entries.of(scope, NOW), NOW))
        .doesNotThrowAnyException();
  }

  @Test
  void aLifetimeHasItsLimit() {
    SuppressionRules rules = new SuppressionRules(Optional.of(Duration.ofDays(90)));
    SuppressionScope scope = SuppressionScope.of("CVE-1");
    Instant latest = NOW.plus(Duration.ofDays(90));
    assertThatCode(() -> rules.made(Entries.of(scope, latest), NOW)).doesNotThrowAnyException();
    assertThat(refused(rules, scope, latest.plusSeconds(1)))
        .hasMessageContaining(latest.toString());
    assertThat(refused(rules, scope, null).field()).isEqualTo("expires");
  }

  @Test
  void aReasonIsWanted() {
    Suppression silent =
        new Suppression(
            "e",
            SuppressionScope.of("CVE-1"),
            SuppressionStatus.ACCEPTED,
            "  ",
            null,
            null,
            NOW,
            null,
            Origin.REST,
            null);
    assertThat(
            catchThrowableOfType(
                InvalidSuppressionException.class,
                () -> SuppressionRules.DEFAULT.made(silent, NOW)))
        .hasMessageContaining("say why");
  }

  private static InvalidSuppressionException refused(
      SuppressionRules rules, SuppressionScope scope, Instant expires) {
    InvalidSuppressionException refused =
        catchThrowableOfType(
            InvalidSuppressionException.class, () -> rules.made(Entries.of(scope, expires), NOW));
    assertThat(refused).isNotNull();
    return refused;
  }

  @Test
  void anEntryIsTheSameAfterItWasStored() {
    Suppression entry =
        new Suppression(
            "e",
            new SuppressionScope(
                "CVE-1",
                List.of("GHSA-1"),
                "p",
                "pkg:apk/a/b",
                "x/**",
                "*/i",
                "test",
                "malware",
                "ab".repeat(32)),
            SuppressionStatus.NOT_AFFECTED,
            "why",
            "component_not_present",
            "ann",
            NOW,
            NOW.plusSeconds(1),
            Origin.VEX,
            "doc");
    assertThat(SuppressionFields.read("e", SuppressionFields.of(entry))).isEqualTo(entry);
  }
}
