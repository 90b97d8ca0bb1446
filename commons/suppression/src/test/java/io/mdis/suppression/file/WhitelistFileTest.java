package io.mdis.suppression.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.suppression.Origin;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionRules;
import io.mdis.suppression.SuppressionScope;
import io.mdis.suppression.SuppressionStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhitelistFileTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private static List<Suppression> read(String yaml) throws IOException {
    return new WhitelistFile(SuppressionRules.DEFAULT)
        .read(yaml.getBytes(StandardCharsets.UTF_8), "w.yaml", NOW);
  }

  @Test
  void readsEveryField() throws IOException {
    List<Suppression> entries =
        read(
            """
            # Reviewed every quarter.
            - id: openssl-2026
              vulnerability: CVE-2021-1111
              package: openssl
              purl: "pkg:apk/alpine/openssl"
              path: lib/**
              image: registry.test/team/*:1.*
              environment: test
              status: not_affected
              reason: >-
                the server speaks
                no TLS
              justification: vulnerable_code_not_in_execute_path
              author: ann@example.org
              createdAt: 2026-11-01T00:00:00Z
              expires: 2026-12-31
            - {vulnerability: GHSA-aaaa-bbbb-cccc, reason: only in tests}
            """);
    assertThat(entries).hasSize(2);
    Suppression first = entries.getFirst();
    assertThat(first.id()).isEqualTo("openssl-2026");
    assertThat(first.scope().packageName()).isEqualTo("openssl");
    assertThat(first.scope().image()).isEqualTo("registry.test/team/*:1.*");
    assertThat(first.status()).isEqualTo(SuppressionStatus.NOT_AFFECTED);
    assertThat(first.reason()).isEqualTo("the server speaks no TLS");
    assertThat(first.expiresAt()).isEqualTo("2027-01-01T00:00:00Z");
    assertThat(first.origin()).isEqualTo(Origin.FILE);
    assertThat(first.source()).isEqualTo("w.yaml");
    assertThat(entries.get(1).status()).isEqualTo(SuppressionStatus.ACCEPTED);
    assertThat(entries.get(1).id()).matches("file-[0-9a-f]{24}");
  }

  @Test
  void readsEntriesAboutFilesAndSecrets() throws IOException {
    List<Suppression> entries =
        read(
            """
            - hash: sha256:%s
              verdict: FALSE_POSITIVE
              reason: our own packer
            - rule: github-pat
              dimension: secret
              path: srv/tests/**
              verdict: revoked
              reason: revoked on Monday
            """
                .formatted("AB".repeat(32)));
    assertThat(entries.getFirst().scope()).isEqualTo(SuppressionScope.ofHash("ab".repeat(32)));
    assertThat(entries.getFirst().status()).isEqualTo(SuppressionStatus.FALSE_POSITIVE);
    SuppressionScope secret = entries.get(1).scope();
    assertThat(secret.vulnerability()).isEqualTo("github-pat");
    assertThat(secret.dimension()).isEqualTo("secret");
    assertThat(secret.path()).isEqualTo("srv/tests/**");
    assertThat(entries.get(1).status()).isEqualTo(SuppressionStatus.REVOKED);
  }

  @Test
  void anEntryKeepsItsIdWhenOnlyItsReasonChanges() throws IOException {
    assertThat(read("- {vulnerability: CVE-1, reason: a}").getFirst().id())
        .isEqualTo(read("- {vulnerability: CVE-1, reason: b}").getFirst().id())
        .isNotEqualTo(read("- {vulnerability: CVE-2, reason: a}").getFirst().id());
  }

  @Test
  void anEmptyFileHasNoEntry() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("# nothing yet\n")).isEmpty();
    assertThat(read("[]")).isEmpty();
    assertThat(read("---\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          - {vulnerability: CVE-1, reason: a}~- {vulnerabilty: CVE-1, reason: a} | w.yaml:2: there is no key "vulnerabilty"
          - vulnerability: CVE-1~  reason: a~  expires: soon | w.yaml:1: expires: a date such as
          - vulnerability: CVE-1~  reason: a~  image: alpine | w.yaml:3: image: an image is named with its registry
          - vulnerability: CVE-1 | w.yaml:1: reason:
          - reason: a | vulnerability: name a vulnerability or rule, a hash, or a path
          - {package: openssl, reason: a} | vulnerability: name a vulnerability or rule
          - {vulnerability: CVE-1, rule: r, reason: a} | rule: it is another name of vulnerability
          - {rule: r, reason: a, status: accepted, verdict: accepted} | status: it is another name of verdict
          - hash: 12~  reason: a | w.yaml:1: hash: it must be 64 hex digits
          - {vulnerability: CVE-1, reason: a, vulnerability: CVE-2} | stands twice
          - {vulnerability: CVE-1, reason: } | "reason" has no value
          - {vulnerability: CVE-1, reason: a}~- {vulnerability: CVE-1, reason: b} | w.yaml:2: the same entry as in line 1
          - {vulnerability: CVE-1, reason: a, status: fine} | status: it must be one of accepted
          - {vulnerability: [CVE-1], reason: a} | w.yaml:1: a text is wanted here
          - CVE-1 | w.yaml:1: an entry of "key: value" lines is wanted
          vulnerability: CVE-1 | w.yaml:1: a list of entries
          - {vulnerability: !!java.net.URL "http://x", reason: a} | tags (!) have no meaning
          - &a {vulnerability: CVE-1, reason: a} | anchors (&)
          - {vulnerability: &a CVE-1, reason: a} | anchors (&)
          - {<<: x, vulnerability: CVE-1, reason: a} | there is no key "<<"
          - {vulnerability: CVE-1, reason: a}~---~- {vulnerability: CVE-2, reason: a} | one document and no second
          - {vulnerability: CVE-1, reason: a | w.yaml:
          - [[[[[[[[[[ | w.yaml:1: an entry of
          """)
  void namesLineAndMistake(String yaml, String words) {
    assertThatThrownBy(() -> read(yaml.replace('~', '\n')))
        .isInstanceOf(SuppressionFileException.class)
        .hasMessageContaining(words);
  }

  /** References of references: nine lines that would be a thousand million texts. */
  @Test
  void aBombOfReferencesIsRefusedAtItsFirst() {
    StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c <= 'i'; c++) {
      String before = "*" + (char) (c - 1);
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append(String.join(",", java.util.Collections.nCopies(10, before))).append("]\n");
    }
    assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(SuppressionFileException.class);
    assertThatThrownBy(() -> read("- vulnerability: CVE-1\n  reason: *a"))
        .isInstanceOf(SuppressionFileException.class);
  }

  @Test
  void isBounded() {
    assertThatThrownBy(() -> read("#".repeat(5 << 20))).hasMessageContaining("at most");
    assertThatThrownBy(() -> read("[".repeat(1 << 20)))
        .isInstanceOf(SuppressionFileException.class);
    assertThatThrownBy(() -> read("- {package: p, reason: r}\n".repeat(10_001)))
        .isInstanceOf(SuppressionFileException.class)
        .hasMessageContaining("more than 10000 entries");
    assertThatThrownBy(() -> read("- {vulnerability: CVE-1, reason: " + "x".repeat(3_000) + "}"))
        .hasMessageContaining("at most 2000");
    byte[] noText = {'-', ' ', (byte) 0xff};
    assertThatThrownBy(
            () -> new WhitelistFile(SuppressionRules.DEFAULT).read(noText, "w.yaml", NOW))
        .hasMessageContaining("not UTF-8");
  }
}
