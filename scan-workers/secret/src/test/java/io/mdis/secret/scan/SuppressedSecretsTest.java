package io.mdis.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.fixtures.TarWriter;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.secret.corpus.Shapes;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHash;
import io.mdis.secret.detect.SecretRules;
import io.mdis.suppression.ImageName;
import io.mdis.suppression.ImageSubject;
import io.mdis.suppression.SuppressionRules;
import io.mdis.suppression.Suppressions;
import io.mdis.suppression.file.WhitelistFile;
import io.mdis.worker.scan.ImageScan;
import io.mdis.worker.scan.InMemoryLayerResults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a whitelist says is heard by the findings of this dimension: their ids, paths and hashes.
 */
class SuppressedSecretsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final SecretHash HASH = new SecretHash(new byte[32]);
  private static final SecretScanner SCANNER =
      new SecretScanner(new SecretDetector(SecretRules.load(), HASH), SecretOptions.DEFAULT);

  @TempDir Path folder;
  private String token;
  private List<Finding> findings;

  @BeforeEach
  void scan() throws IOException {
    Shapes shapes = new Shapes(5);
    token = shapes.write("<github ghp>");
    String other = shapes.write("<github ghp>");
    String config =
        "{\"config\":{\"Env\":[\"TOKEN=" + token + "\"]},\"rootfs\":{\"type\":\"layers\"}}";
    TarWriter inner = new TarWriter().file("conf/app.env", "k=" + other + "\n");
    TarWriter layer =
        new TarWriter()
            .file("srv/tests/token.sh", "k=" + token + "\n")
            .file("srv/app.env", "k=" + other + "\n")
            .file("srv/app.tar", inner.bytes());
    LayerStore store = new LayerStore(folder, 1 << 30, LayerLimits.DEFAULT);
    findings =
        new ImageScan()
            .run(SCANNER, TestImage.of(config, layer), store, new InMemoryLayerResults())
            .findings();
    assertThat(findings).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # entry, number of findings that it suppresses
          rule: github-pat                                                      | 4
          rule: gitlab-pat                                                      | 0
          {dimension: secret, path: 'srv/tests/**'}                             | 1
          {dimension: secret, path: 'srv/app.tar!/**'}                          | 1
          {dimension: history, path: 'srv/tests/**'}                            | 0
          {rule: github-pat, path: srv/app.env}                                 | 1
          hash: OF_TOKEN                                                        | 2
          {hash: OF_TOKEN, path: 'srv/**'}                                      | 1
          {hash: OF_TOKEN, image: 'registry.test/team/*'}                       | 2
          {rule: github-pat, image: 'registry.test/other/*'}                    | 0
          """)
  void anEntryByRulePathHashAndImage(String entry, int suppressed) throws IOException {
    assertThat(judged(entry, "verdict: ACCEPTED", NOW))
        .filteredOn(Finding::suppressed)
        .hasSize(suppressed);
  }

  @ParameterizedTest
  @CsvSource({"REVOKED, revoked", "FALSE_POSITIVE, false_positive", "ACCEPTED, accepted"})
  void theVerdictIsShownBesideTheFinding(String verdict, String shown) throws IOException {
    assertThat(judged("hash: OF_TOKEN", "verdict: " + verdict, NOW))
        .filteredOn(Finding::suppressed)
        .extracting(Finding::suppression)
        .extracting(FindingSuppression::verdict)
        .containsExactly(shown, shown);
  }

  @Test
  void whatWasAcceptedForATimeCountsAgainAfterIt() throws IOException {
    String until = "verdict: ACCEPTED\n  expires: 2026-12-31";
    assertThat(judged("hash: OF_TOKEN", until, NOW)).filteredOn(Finding::suppressed).hasSize(2);
    assertThat(judged("hash: OF_TOKEN", until, Instant.parse("2027-01-02T00:00:00Z")))
        .noneMatch(Finding::suppressed);
  }

  private List<Finding> judged(String entry, String verdict, Instant at) throws IOException {
    String fields = entry.replace("OF_TOKEN", HASH.of(token));
    if (fields.startsWith("{")) {
      fields = fields.substring(1, fields.length() - 1).replace(", ", "\n  ");
    }
    String yaml = "- " + fields + "\n  " + verdict + "\n  reason: for a test\n";
    Suppressions entries =
        Suppressions.of(
            new WhitelistFile(SuppressionRules.DEFAULT)
                .read(yaml.getBytes(StandardCharsets.UTF_8), "whitelist.yaml", NOW));
    var image =
        entries.on(
            new ImageSubject(
                List.of(
                    new ImageName(
                        "registry.test/team/app", List.of("1"), "sha256:" + "0".repeat(64))),
                Set.of()));
    return findings.stream().map(finding -> image.judge(finding, at)).toList();
  }
}
