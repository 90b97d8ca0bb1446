package io.mdis.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.fixtures.TarWriter;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.secret.corpus.Shapes;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHash;
import io.mdis.secret.detect.SecretRules;
import io.mdis.worker.scan.ImageScan;
import io.mdis.worker.scan.InMemoryLayerResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedPackagesTest {
  private static final String CACHED = "var/cache/apt/archives/tool_1_all.deb";
  private static final String SUMS =
      """
      0123456789abcdef0123456789abcdef  opt/tool/settings.conf
      0123456789abcdef0123456789abcdef  usr/share/doc/tool/copyright
      """;
  private static final String CONTROL = "Package: tool\nArchitecture: all\nVersion: 1\n";

  private final SecretScanner scanner =
      new SecretScanner(
          new SecretDetector(SecretRules.load(), new SecretHash(new byte[32])),
          SecretOptions.DEFAULT);
  private final String secret = new Shapes(3).write("token = <github ghp>\n");
  @TempDir Path folder;

  @Test
  void onePackageThatLiesUnpackedBesideItIsSearchedOnce() throws IOException {
    ScanResult result =
        scan(
            new TarWriter()
                .file(CACHED, deb(SUMS))
                .file("opt/tool/settings.conf", secret)
                .file("var/lib/dpkg/info/tool.md5sums", SUMS));
    assertThat(result.findings())
        .extracting(Finding::path)
        .containsExactly("opt/tool/settings.conf");
    assertThat(result.facts()).containsEntry("notSearchedUnpackedPackages", "1");
  }

  @Test
  void onePackageOfSeveralArchitecturesToo() throws IOException {
    ScanResult result =
        scan(
            new TarWriter()
                .file(CACHED, deb(SUMS))
                .file("opt/tool/settings.conf", "x\n")
                .file("var/lib/dpkg/info/tool:all.md5sums", SUMS));
    assertThat(result.findings()).isEmpty();
  }

  @Test
  void onePackageThatIsNotInstalledIsUnpacked() throws IOException {
    ScanResult result = scan(new TarWriter().file(CACHED, deb(SUMS)));
    assertThat(result.findings())
        .extracting(Finding::path)
        .singleElement()
        .asString()
        .startsWith(CACHED + "!/data.tar")
        .endsWith("settings.conf");
    assertThat(result.facts()).doesNotContainKey("notSearchedUnpackedPackages");
  }

  @Test
  void onePackageOfAnotherVersionIsUnpacked() throws IOException {
    ScanResult result =
        scan(
            new TarWriter()
                .file(CACHED, deb(SUMS))
                .file("opt/tool/settings.conf", "x\n")
                .file("var/lib/dpkg/info/tool.md5sums", SUMS.replace('a', 'b')));
    assertThat(result.findings()).hasSize(1);
  }

  @Test
  void onePackageOfWhichAFileWasRemovedIsUnpacked() throws IOException {
    ScanResult result =
        scan(new TarWriter().file(CACHED, deb(SUMS)).file("var/lib/dpkg/info/tool.md5sums", SUMS));
    assertThat(result.findings()).hasSize(1);
  }

  @Test
  void whatOnlyLooksLikeAPackageDoesNoHarm() throws IOException {
    byte[] whole = deb(SUMS);
    for (int length = 8; length < whole.length; length += 37) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      assertThat(scan(new TarWriter().file(CACHED, part)).facts())
          .doesNotContainKey("notSearchedUnpackedPackages");
    }
  }

  private ScanResult scan(TarWriter layer) throws IOException {
    LayerStore store = new LayerStore(folder, 1 << 30, LayerLimits.DEFAULT);
    return new ImageScan()
        .run(scanner, TestImage.of("{}", layer), store, new InMemoryLayerResults());
  }

  private byte[] deb(String sums) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii("!<arch>\n"));
    member(out, "debian-binary", ascii("2.0\n"));
    member(
        out,
        "control.tar.gz",
        gzip(new TarWriter().file("./control", CONTROL).file("./md5sums", sums).bytes()));
    member(
        out,
        "data.tar.gz",
        gzip(
            new TarWriter()
                .file("./opt/tool/settings.conf", secret)
                .file("./usr/share/doc/tool/copyright", "x\n")
                .bytes()));
    return out.toByteArray();
  }

  private static void member(ByteArrayOutputStream out, String name, byte[] content) {
    out.writeBytes(
        ascii(
            String.format(
                Locale.ROOT,
                "%-16s%-12d%-6d%-6d%-8s%-10d`\n",
                name,
                0,
                0,
                0,
                "100644",
                content.length)));
    out.writeBytes(content);
    if (content.length % 2 == 1) {
      out.write('\n');
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
