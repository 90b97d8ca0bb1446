package io.mdis.packages.owned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.fixtures.Commands;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.TarWriter;
import io.mdis.image.LayerBlob;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.image.view.ImageView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedChecksumsTest {
  private static final byte[] CONTENT = "listen 80\n".getBytes(StandardCharsets.US_ASCII);
  private static final int GHOST = 64;

  @TempDir Path work;
  private final List<String> problems = new ArrayList<>();
  private Layer layer;

  @AfterEach
  void closeLayer() {
    if (layer != null) {
      layer.close();
    }
  }

  @Test
  void dpkgTellsOfFilesAndOfConfiguration() throws IOException {
    String md5 = HexFormat.of().formatHex(sum(ChecksumAlgorithm.MD5));
    PublishedChecksums known =
        of(
            List.of("lib/web/port", "etc/web.conf", "etc/other.conf", "etc/absent"),
            new TarWriter()
                .link("lib", "usr/lib")
                .file("usr/lib/web/port", CONTENT)
                .file("var/lib/dpkg/info/web.md5sums", md5 + "  usr/lib/web/port\n")
                .file(
                    "var/lib/dpkg/status",
                    "Package: web\nConffiles:\n /etc/web.conf "
                        + md5
                        + "\n /etc/other.conf newconffile\nDescription: x\n"));
    assertThat(known.contains("lib/web/port", ChecksumAlgorithm.MD5, sum(ChecksumAlgorithm.MD5)))
        .isTrue();
    assertThat(known.contains("etc/web.conf", ChecksumAlgorithm.MD5, sum(ChecksumAlgorithm.MD5)))
        .isTrue();
    assertThat(known.contains("etc/web.conf", ChecksumAlgorithm.MD5, new byte[16])).isFalse();
    assertThat(known.algorithms("etc/other.conf")).isEmpty();
    assertThat(known.algorithms("etc/absent")).isEmpty();
  }

  @Test
  void apkTellsOfFiles() throws IOException {
    byte[] sha1 = sum(ChecksumAlgorithm.SHA1);
    PublishedChecksums known =
        of(
            List.of("etc/web.conf"),
            new TarWriter()
                .file(
                    "lib/apk/db/installed",
                    "P:web\nF:etc\nR:web.conf\nZ:Q1" + Base64.getEncoder().encodeToString(sha1)));
    assertThat(known.algorithms("etc/web.conf")).containsExactly(ChecksumAlgorithm.SHA1);
    assertThat(known.contains("etc/web.conf", ChecksumAlgorithm.SHA1, sha1)).isTrue();
  }

  @Test
  void rpmTellsOfFilesAndOfConfiguration() throws IOException {
    Path shared =
        Path.of(
            System.getProperty("mdis.shared.data", "absent"),
            "rpmdb/cbl-mariner-2.0-sqlite/rpmdb.sqlite.gz");
    assumeTrue(Files.exists(shared), "the shared rpm databases are not here: " + shared);
    Commands.assumeAvailable("rpm");
    byte[] database;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(shared))) {
      database = in.readAllBytes();
    }
    Files.write(work.resolve("rpmdb.sqlite"), database);
    String format = "[%{FILENAMES}\\t%{FILEDIGESTS}\\t%{FILEFLAGS}\\n]";
    List<String[]> files =
        Commands.run(60, List.of("rpm", "--dbpath", work.toString(), "-qa", "--qf", format))
            .lines()
            .filter(line -> line.startsWith("/etc/"))
            .map(line -> line.substring(1).split("\t", -1))
            .filter(f -> !f[1].isEmpty() && (Integer.parseInt(f[2]) & GHOST) == 0)
            .toList();
    PublishedChecksums known =
        of(
            files.stream().map(file -> file[0]).toList(),
            new TarWriter().file("var/lib/rpm/rpmdb.sqlite", database));
    assertThat(files).hasSizeGreaterThan(50);
    for (String[] file : files) {
      byte[] checksum = HexFormat.of().parseHex(file[1]);
      assertThat(known.contains(file[0], ChecksumAlgorithm.SHA256, checksum)).as(file[0]).isTrue();
      checksum[31] ^= 1;
      assertThat(known.contains(file[0], ChecksumAlgorithm.SHA256, checksum)).as(file[0]).isFalse();
    }
  }

  private PublishedChecksums of(List<String> paths, TarWriter tar) throws IOException {
    byte[] bytes = tar.bytes();
    Digest digest = CraftedImage.digest(bytes);
    LayerStore store = new LayerStore(work.resolve("layers"), 1L << 30, LayerLimits.DEFAULT);
    layer =
        store.acquire(
            new LayerBlob(
                new LayerDescriptor(
                    digest, digest, "application/vnd.oci.image.layer.v1.tar", bytes.length),
                () -> new ByteArrayInputStream(bytes)));
    PublishedChecksums known =
        PublishedChecksums.of(new ImageView(List.of(layer)), paths, problems);
    assertThat(problems).isEmpty();
    return known;
  }

  private static byte[] sum(ChecksumAlgorithm algorithm) {
    return algorithm.digest().digest(CONTENT);
  }
}
