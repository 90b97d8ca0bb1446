package io.mdis.measurement.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.tar.MeasurementLimits;
import io.mdis.measurement.tar.TarMeasure;
import io.mdis.measurement.tar.TarMeasurement;
import io.mdis.measurement.tree.Comparison;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs, libraries and devices of the machine that runs the test, as one large layer. */
class RealTreeIT {
  @TempDir Path folder;

  @Test
  void tarAndDirectoryGiveTheSameValue() throws Exception {
    for (String tree : new String[] {"/usr/bin", "/usr/sbin", "/usr/share"}) {
      assumeTrue(Files.isDirectory(Path.of(tree)), "needs " + tree);
      TreeMeasure found;
      try (HashPool pool = HashPool.ofProcessors()) {
        found = new HostMeasurement(pool).measure(ByteString.utf8(tree), folder.resolve("disk"));
      }
      TarMeasure expected = tarOf(tree);
      assertThat(found.manifest().entries()).isPositive();
      assertThat(Comparison.of(expected.manifest(), found.manifest(), 9).differences())
          .as(tree)
          .isEmpty();
      assertThat(found.manifest().files()).isEqualTo(expected.manifest().files());
      assertThat(found.manifest().directories()).isEqualTo(expected.manifest().directories());
    }
  }

  private TarMeasure tarOf(String tree) throws Exception {
    Process tar =
        new ProcessBuilder(
                "tar", "--xattrs", "--xattrs-include=*", "--format=posix", "-C", tree, "-c", ".")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream out = tar.getInputStream()) {
      return new TarMeasurement(folder, MeasurementLimits.DEFAULT)
          .measure(out, null, folder.resolve("tar"));
    }
  }
}
