package io.mdis.suppression.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionScope;
import io.mdis.suppression.SuppressionStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreFileTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private static List<Suppression> read(String text) throws IOException {
    return IgnoreFile.read(text.getBytes(StandardCharsets.UTF_8), ".mdisignore", NOW);
  }

  @Test
  void readsIdsEndsPackagesAndReasons() throws IOException {
    List<Suppression> entries =
        read(
            """
            # The library is there,
            # but never loaded.
            CVE-2021-1111

            CVE-2021-2222 exp:2026-12-31 # until the next base image
            CVE-2021-3333 openssl
            CVE-2021-4444 pkg:npm/%40scope/name@1.0.0#sub exp:2026-12-31T18:00:00+02:00
              GHSA-aaaa-bbbb-cccc\r
            """);
    assertThat(entries)
        .extracting(entry -> entry.scope().vulnerability())
        .containsExactly(
            "CVE-2021-1111",
            "CVE-2021-2222",
            "CVE-2021-3333",
            "CVE-2021-4444",
            "GHSA-aaaa-bbbb-cccc");
    assertThat(entries)
        .extracting(Suppression::reason)
        .containsExactly(
            "The library is there, but never loaded.",
            "until the next base image",
            "listed in .mdisignore",
            "listed in .mdisignore",
            "listed in .mdisignore");
    assertThat(entries.get(1).expiresAt()).isEqualTo("2027-01-01T00:00:00Z");
    assertThat(entries.get(2).scope().packageName()).isEqualTo("openssl");
    assertThat(entries.get(3).scope().purl()).isEqualTo("pkg:npm/%40scope/name@1.0.0#sub");
    assertThat(entries.get(3).expiresAt()).isEqualTo("2026-12-31T16:00:00Z");
  }

  @Test
  void readsHashesPathsAndVerdicts() throws IOException {
    String digits = "ab".repeat(32);
    List<Suppression> entries =
        read(
            """
            sha256:%s verdict:false_positive   # our own packer
            github-pat dimension:secret path:srv/tests/** verdict:revoked
            path:etc/app/*.conf dimension:secret
            """
                .formatted(digits));
    assertThat(entries)
        .extracting(Suppression::status)
        .containsExactly(
            SuppressionStatus.FALSE_POSITIVE,
            SuppressionStatus.REVOKED,
            SuppressionStatus.ACCEPTED);
    assertThat(entries.getFirst().scope()).isEqualTo(SuppressionScope.ofHash(digits));
    assertThat(entries.get(1).scope().vulnerability()).isEqualTo("github-pat");
    assertThat(entries.get(1).scope().dimension()).isEqualTo("secret");
    assertThat(entries.get(2).scope().path()).isEqualTo("etc/app/*.conf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # fine~CVE-* | .mdisignore:2: vulnerability: it is named exactly
          * | .mdisignore:1: vulnerability: it is named exactly
          CVE-1 exp:tomorrow | .mdisignore:1: a date such as 2026-12-31
          CVE-1 exp:2026-02-30 | .mdisignore:1: a date such as
          CVE-1 a b | not "b"
          path:etc/** | .mdisignore:1: vulnerability: name a vulnerability or rule, a hash
          sha256:12 | .mdisignore:1: hash: it must be 64 hex digits
          CVE-1 verdict:fine | verdict: it must be one of accepted, false_positive, revoked
          CVE-1 pkg:nonsense | .mdisignore:1: purl: not a package URL
          """)
  void namesLineAndMistake(String text, String words) {
    assertThatThrownBy(() -> read(text.replace('~', '\n')))
        .isInstanceOf(SuppressionFileException.class)
        .hasMessageContaining(words);
  }

  @Test
  void isBounded() {
    assertThatThrownBy(() -> read("CVE-1 " + "x".repeat(5_000))).hasMessageContaining("more than");
    assertThatThrownBy(() -> read("#".repeat(2 << 20))).hasMessageContaining("at most");
  }
}
