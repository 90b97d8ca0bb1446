package io.mdis.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.fixtures.Commands;
import io.mdis.image.ImageSource;
import io.mdis.image.archive.Archives;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHash;
import io.mdis.secret.detect.SecretRules;
import io.mdis.worker.scan.ImageScan;
import io.mdis.worker.scan.InMemoryLayerResults;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Systems as their distributors publish them: nothing in them is anybody's secret. */
class BaseImagesIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"alpine-310", "alpine-311"})
  void alpine(String name) throws IOException {
    Path gzipped =
        Path.of(System.getProperty("mdis.shared.data", "../../../shared/data"))
            .resolve("images/" + name + ".tar.gz");
    Assumptions.assumeTrue(Files.exists(gzipped), "needs the shared data: " + gzipped);
    Path archive = folder.resolve("image.tar");
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(gzipped)))) {
      Files.copy(in, archive);
    }
    assertNothingGrave(archive);
  }

  /** MDIS_DEBIAN_ROOT names a root file system; else debootstrap makes one, as root. */
  @Test
  void debian() throws IOException {
    String given = System.getenv("MDIS_DEBIAN_ROOT");
    Path root = given == null ? folder.resolve("root") : Path.of(given);
    if (given == null) {
      Commands.assumeAvailable("debootstrap");
      try {
        Commands.run(900, List.of("debootstrap", "--variant=minbase", "bookworm", root.toString()));
      } catch (IllegalStateException e) {
        Assumptions.abort("debootstrap needs root and a mirror of Debian: " + e.getMessage());
      }
    }
    assertNothingGrave(root);
  }

  private void assertNothingGrave(Path image) throws IOException {
    SecretScanner scanner =
        new SecretScanner(
            new SecretDetector(SecretRules.load(), new SecretHash(new byte[32])),
            SecretOptions.DEFAULT);
    LayerStore store = new LayerStore(folder.resolve("layers"), 4L << 30, LayerLimits.DEFAULT);
    try (ImageSource source = Archives.open(image)) {
      ScanResult result = new ImageScan().run(scanner, source, store, new InMemoryLayerResults());
      assertThat(result.status()).as(result.reasons().toString()).isEqualTo(ScanStatus.SUCCEEDED);
      assertThat(result.facts()).containsKey("notSearchedPrograms");
      assertThat(result.findings())
          .filteredOn(finding -> finding.severity().compareTo(Severity.LOW) > 0)
          .extracting(Finding::id, Finding::path)
          .isEmpty();
    }
  }
}
