package io.mdis.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.fixtures.TarWriter;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.secret.corpus.Shapes;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHash;
import io.mdis.secret.detect.SecretRules;
import io.mdis.worker.scan.ImageScan;
import io.mdis.worker.scan.InMemoryLayerResults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretScannerTest {
  private static final SecretScanner SCANNER =
      new SecretScanner(
          new SecretDetector(SecretRules.load(), new SecretHash(new byte[32])),
          SecretOptions.DEFAULT);

  @TempDir Path folder;
  private LayerStore store;
  private final Shapes shapes = new Shapes(11);

  @BeforeEach
  void openStore() throws IOException {
    store = new LayerStore(folder, 1 << 30, LayerLimits.DEFAULT);
  }

  @Test
  void tellsWhereACredentialIsWithoutItsValue() throws IOException {
    String token = shapes.write("<github ghp>");
    ScanResult result =
        scan(new TarWriter().file("srv/app/deploy.sh", "#!/bin/sh\nset -e\nT=" + token + "\n"));
    assertThat(result.status()).isEqualTo(ScanStatus.SUCCEEDED);
    assertThat(result.findings()).hasSize(1);
    Finding finding = result.findings().getFirst();
    assertThat(finding.id()).isEqualTo("github-pat");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.path()).isEqualTo("srv/app/deploy.sh");
    assertThat(finding.details())
        .containsEntry("line", "3")
        .containsEntry("visible", "true")
        .containsEntry("secret", token.substring(0, 4) + "…" + token.substring(36) + " (40)")
        .containsEntry("secretHash", new SecretHash(new byte[32]).of(token));
    assertThat(result.toString()).doesNotContain(token);
  }

  @Test
  void tellsThatAnUpperLayerHidesIt() throws IOException {
    String text = shapes.write("AWS_SECRET_ACCESS_KEY=<b64 40>\n");
    ScanResult replaced =
        scan(new TarWriter().file("srv/.env", text), new TarWriter().file("srv/.env", "A=1\n"));
    assertThat(replaced.findings().getFirst().details()).containsEntry("visible", "false");
    ScanResult removed =
        scan(new TarWriter().file("srv/.env", text), new TarWriter().file("srv/.wh..env", ""));
    assertThat(removed.findings().getFirst().details()).containsEntry("visible", "false");
  }

  @Test
  void looksIntoTheConfiguration() throws IOException {
    String config =
        shapes.write(
            """
            {"config":{"Env":["PATH=/bin","DB_PASSWORD=<pw 14>"],"Labels":{"token":"<github ghp>"}},
             "history":[{"created_by":"RUN curl -u ada:<pw 12> https://repo.internal/x"}]}
            """);
    ScanResult result = scan(config, new TarWriter().file("etc/hostname", "x\n"));
    assertThat(result.findings())
        .extracting(Finding::id)
        .containsExactlyInAnyOrder("database-password", "github-pat", "curl-user-argument");
    assertThat(result.findings())
        .extracting(finding -> finding.details().get("config"))
        .containsExactlyInAnyOrder("config.Env", "config.Labels", "history");
  }

  @Test
  void countsWhatACommentAllows() throws IOException {
    ScanResult result =
        scan(
            new TarWriter()
                .file("srv/x.conf", shapes.write("key = <github ghp> # mdis:allow for a test\n")));
    assertThat(result.findings()).isEmpty();
    assertThat(result.facts()).containsEntry("allowedByComment", "1");
  }

  @Test
  void aKeyThatAPackageBroughtIsKnownToEverybody() throws IOException {
    byte[] key = shapes.write("<pem RSA PRIVATE KEY>").getBytes(StandardCharsets.US_ASCII);
    ScanResult own = scan(new TarWriter().file("opt/x/server.key", key));
    assertThat(own.findings()).extracting(Finding::severity).containsExactly(Severity.HIGH);
    ScanResult published =
        scan(
            new TarWriter()
                .file("opt/x/server.key", key)
                .file("var/lib/dpkg/info/x.md5sums", md5(key) + "  opt/x/server.key\n"));
    assertThat(published.findings()).extracting(Finding::severity).containsExactly(Severity.LOW);
    assertThat(published.findings().getFirst().details()).containsEntry("published", "true");
  }

  @Test
  void weakAccountsAreFoundInEachLayer() throws IOException {
    ScanResult result =
        scan(
            new TarWriter()
                .file(
                    "etc/shadow",
                    "root::19000:0:99999:7:::\nada:$1$abcdefgh$"
                        + "irWbblnpmw.5z7wgBnprh0:19000:0:99999:7:::\nbin:*:1:0:9:7:::\n"));
    assertThat(result.findings()).extracting(Finding::id).contains("password-empty").hasSize(2);
  }

  private ScanResult scan(TarWriter... layers) throws IOException {
    return scan("{}", layers);
  }

  private ScanResult scan(String config, TarWriter... layers) throws IOException {
    return new ImageScan()
        .run(SCANNER, TestImage.of(config, layers), store, new InMemoryLayerResults());
  }

  private static String md5(byte[] bytes) {
    try {
      return java.util.HexFormat.of()
          .formatHex(java.security.MessageDigest.getInstance("MD5").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
