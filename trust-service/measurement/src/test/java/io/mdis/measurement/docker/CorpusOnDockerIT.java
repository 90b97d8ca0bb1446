package io.mdis.measurement.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Digest;
import io.mdis.fixtures.Commands;
import io.mdis.fixtures.Dockerd;
import io.mdis.measurement.Corpus;
import io.mdis.measurement.LayerMetadata;
import io.mdis.measurement.LayerTar;
import io.mdis.measurement.host.HashPool;
import io.mdis.measurement.host.HostMeasurement;
import io.mdis.measurement.tar.MeasurementLimits;
import io.mdis.measurement.tar.TarMeasure;
import io.mdis.measurement.tar.TarMeasurement;
import io.mdis.measurement.tree.Comparison;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every constructed layer, loaded by a real Docker: the same value from its tar and its directory.
 */
class CorpusOnDockerIT {
  /** Docker itself can't put these together again: docker save fails for them. */
  private static final Set<String> NO_WITNESS =
      Set.of("sparse 0.0", "sparse 0.1", "sparse 1.0", "sparse hole", "same file through a link");

  @TempDir static Path folder;
  private static Dockerd dockerd;

  @BeforeAll
  static void start() throws Exception {
    dockerd = Dockerd.start(folder, "overlay2");
  }

  @AfterAll
  static void stop() throws Exception {
    if (dockerd != null) {
      dockerd.close();
    }
  }

  @Test
  void tarAndDirectoryGiveTheSameValue() throws Exception {
    StringBuilder wrong = new StringBuilder();
    int number = 0;
    for (Map.Entry<String, LayerTar> layer : Corpus.loadable().entrySet()) {
      String tag = "corpus:" + number++;
      byte[] tar = layer.getValue().bytes();
      var loaded = load(tag, tar);
      if (loaded.code() != 0) {
        wrong.append(layer.getKey()).append(": not loaded: ").append(loaded.output()).append('\n');
        continue;
      }
      wrong.append(compare(layer.getKey(), tar));
    }
    assertThat(number).isGreaterThan(30);
    assertThat(wrong.toString()).isEmpty();
  }

  @Test
  void whatDockerRefusesHasNoValueOrIsSaidNotToBeLoadable() throws Exception {
    for (Map.Entry<String, LayerTar> layer : Corpus.refused().entrySet()) {
      byte[] tar = layer.getValue().bytes();
      assertThat(load("refused:1", tar).code()).as(layer.getKey()).isNotZero();
      boolean loadable;
      try {
        loadable = measure(tar, folder.resolve("refused")).loadable();
      } catch (IOException e) {
        loadable = false;
      }
      assertThat(loadable).as(layer.getKey()).isFalse();
    }
  }

  private static Commands.Result load(String tag, byte[] tar) throws Exception {
    Path file = SavedImage.write(folder.resolve("image.tar"), tag, List.of(tar));
    return dockerd.run("load", "--input", file.toString());
  }

  private static TarMeasure measure(byte[] tar, Path manifest) throws IOException {
    return new TarMeasurement(folder, MeasurementLimits.DEFAULT)
        .measure(new ByteArrayInputStream(tar), null, manifest);
  }

  private static String compare(String name, byte[] tar) throws Exception {
    Digest diffId = Digest.sha256(SavedImage.sha256(tar));
    Path fromTar = folder.resolve("tar-side");
    Path fromDisk = folder.resolve("disk-side");
    try (DockerLayerDb db = DockerLayerDb.open(dockerd.data());
        HashPool pool = HashPool.ofProcessors()) {
      TarMeasure expected = measure(tar, fromTar);
      var metadata = LayerMetadata.chain(List.of(diffId)).getFirst();
      String cacheId = db.layer(metadata.chainId()).cacheId();
      var found =
          new HostMeasurement(pool)
              .measure(db.root().path("overlay2/" + cacheId + "/diff"), fromDisk);
      String wrong = "";
      if (!expected.manifest().files().equals(found.manifest().files())) {
        wrong =
            name
                + ": "
                + Comparison.of(expected.manifest(), found.manifest(), 9).differences()
                + "\n";
      } else if (!expected.loadable()) {
        wrong = name + ": said not to be loadable " + expected.remarks() + "\n";
      }
      TarSplitWitness witness =
          TarSplitWitness.of(
              db,
              metadata.chainId(),
              diffId,
              new TarMeasurement(folder, MeasurementLimits.DEFAULT),
              folder.resolve("witness"));
      if (NO_WITNESS.contains(name) != witness.files().isEmpty()) {
        wrong += name + ": tar-split says " + witness + "\n";
      }
      if (witness.files().isPresent()
          && !witness.files().equals(java.util.Optional.of(expected.manifest().files()))) {
        wrong += name + ": tar-split says " + witness + "\n";
      }
      return wrong;
    } finally {
      Files.deleteIfExists(fromTar);
      Files.deleteIfExists(fromDisk);
    }
  }
}
