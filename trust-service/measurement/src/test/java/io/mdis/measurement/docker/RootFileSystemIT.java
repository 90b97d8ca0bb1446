package io.mdis.measurement.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mdis.contracts.Digest;
import io.mdis.fixtures.Commands;
import io.mdis.fixtures.Dockerd;
import io.mdis.measurement.LayerMetadata;
import io.mdis.measurement.host.HashPool;
import io.mdis.measurement.host.HostMeasurement;
import io.mdis.measurement.host.TreeMeasure;
import io.mdis.measurement.tar.MeasurementLimits;
import io.mdis.measurement.tar.TarMeasure;
import io.mdis.measurement.tar.TarMeasurement;
import io.mdis.measurement.tree.Comparison;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole Debian, as base images are made: its tar on one side, what a real Docker made of it on
 * the other. Thousands of real files, devices, links, owners and modes that nobody made up.
 */
class RootFileSystemIT {
  private static final int SECONDS = 300;
  private static final int SHOWN = 9;

  @TempDir static Path folder;
  private static Path tar;

  @BeforeAll
  static void makeDebian() throws Exception {
    Dockerd.assumeAvailable();
    Commands.assumeAvailable("debootstrap");
    Path root = folder.resolve("root");
    Commands.Result made =
        Commands.result(
            SECONDS, List.of("debootstrap", "--variant=minbase", "stable", root.toString()));
    String last = made.output().lines().reduce("", (first, second) -> second);
    assumeTrue(
        made.code() == 0,
        "left out: debootstrap makes no Debian here, it needs root and a Debian mirror: " + last);
    tar = folder.resolve("root.tar");
    Commands.run(
        SECONDS,
        List.of(
            "tar",
            "--xattrs",
            "--xattrs-include=*",
            "--numeric-owner",
            "--format=posix",
            "-C",
            root.toString(),
            "-cf",
            tar.toString(),
            "."));
  }

  /** JUnit would warn of every link in it that leads elsewhere. */
  @AfterAll
  static void removeDebian() throws Exception {
    for (String made : List.of("root", "data")) {
      Path path = folder.resolve(made);
      Commands.run(SECONDS, List.of("rm", "-rf", "--one-file-system", path.toString()));
    }
  }

  @Test
  void tarAndWhatDockerMadeOfItGiveTheSameValue() throws Exception {
    TarMeasurement measurement = new TarMeasurement(folder, MeasurementLimits.DEFAULT);
    TarMeasure expected;
    try (InputStream in = Files.newInputStream(tar)) {
      expected = measurement.measure(in, null, folder.resolve("tar-side"));
    }
    assertThat(expected.manifest().entries()).isGreaterThan(3000);
    assertThat(expected.loadable()).as(expected.remarks().toString()).isTrue();

    try (Dockerd dockerd = Dockerd.start(folder, "overlay2")) {
      var imported = dockerd.run("import", tar.toString(), "debian:made");
      assertThat(imported.code()).as(imported.output()).isZero();
      Digest chainId = LayerMetadata.chain(List.of(expected.diffId())).getFirst().chainId();
      try (HashPool pool = HashPool.ofProcessors();
          DockerLayerDb db = DockerLayerDb.open(dockerd.data())) {
        TreeMeasure found =
            new HostMeasurement(pool)
                .measure(
                    db.root().path("overlay2/" + db.layer(chainId).cacheId() + "/diff"),
                    folder.resolve("disk-side"));
        assertThat(Comparison.of(expected.manifest(), found.manifest(), SHOWN).differences())
            .isEmpty();
        assertThat(found.manifest().files()).isEqualTo(expected.manifest().files());
        assertThat(found.manifest().directories()).isEqualTo(expected.manifest().directories());
        assertThat(
                TarSplitWitness.of(
                    db, chainId, expected.diffId(), measurement, folder.resolve("witness")))
            .extracting(TarSplitWitness::files)
            .isEqualTo(Optional.of(expected.manifest().files()));
      }
    }
  }
}
