package io.mdis.measurement.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mdis.contracts.Digest;
import io.mdis.fixtures.Commands;
import io.mdis.image.archive.Archives;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.measurement.Corpus;
import io.mdis.measurement.LayerTar;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.host.HashPool;
import io.mdis.measurement.host.HostMeasurement;
import io.mdis.measurement.image.PushedImage;
import io.mdis.measurement.image.PushedImageMeasurement;
import io.mdis.measurement.tar.MeasurementLimits;
import io.mdis.measurement.tar.TarMeasurement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that a real buildah pulled into a store of the test's own. */
class ContainersStorageIT {
  /** It sets modes before attributes, Docker after them: an access ACL then changes the mode. */
  private static final Set<String> UNPACKED_OTHERWISE =
      Set.of(
          "access list",
          "access list with another mode",
          "minimal access list",
          "implicit parents below a default access list",
          "hard link takes capabilities");

  private static final int SECONDS = 120;

  @TempDir static Path folder;
  private static HashPool pool;
  private static LayerStore layers;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Files.isWritable(Path.of("/run")) && Commands.available("buildah"),
        "needs root and buildah (Debian package buildah)");
    pool = HashPool.ofProcessors();
    layers = new LayerStore(folder.resolve("layers"), 1L << 30, LayerLimits.DEFAULT);
  }

  @AfterAll
  static void stop() {
    if (pool != null) {
      pool.close();
    }
  }

  @Test
  void tarsAndDirectoriesGiveTheSameValues() throws Exception {
    StringBuilder wrong = new StringBuilder();
    int number = 0;
    for (Map.Entry<String, LayerTar> layer : Corpus.loadable().entrySet()) {
      PushedImage pushed = pull("corpus:" + number++, List.of(layer.getValue().bytes()));
      if (pushed == null) {
        wrong.append(layer.getKey()).append(": not pulled\n");
        continue;
      }
      List<Breach> breaches = breaches(pushed);
      if (UNPACKED_OTHERWISE.contains(layer.getKey())) {
        assertThat(breaches).as(layer.getKey()).isNotEmpty();
        continue;
      }
      for (Breach breach : breaches) {
        wrong.append(layer.getKey()).append(": ").append(breach).append('\n');
      }
    }
    assertThat(number).isGreaterThan(30);
    assertThat(wrong.toString()).isEmpty();
  }

  @Test
  void tampering() throws Exception {
    byte[] base = new LayerTar().dir("etc").file("etc/a", "a").file("etc/b", "b").bytes();
    byte[] middle = new LayerTar().dir("o").file("o/f", "file").bytes();
    byte[] top = new LayerTar().file("etc/.wh.a", "").file("new/x", "x").bytes();
    PushedImage pushed = pull("t/t:1", List.of(base, middle, top));
    assertThat(breaches(pushed)).isEmpty();
    Path overlay = folder.resolve("root/overlay");
    String layer = id(pushed, 2);
    Path lower = overlay.resolve(layer).resolve("lower");
    String was = Files.readString(lower);
    Files.writeString(lower, was.replaceFirst(":.*", ""));
    expect(pushed, Check.LOWER, 2, "lower is");
    Files.writeString(lower, was);
    Path file = overlay.resolve(id(pushed, 1)).resolve("diff/o/f");
    Files.writeString(file, "evil");
    expect(pushed, Check.FILES, 1, "o/f: ");
    Files.writeString(file, "file");
    Path list = folder.resolve("root/overlay-layers/layers.json");
    String layersJson = Files.readString(list);
    Digest diffId = pushed.measurement().layers().get(1).metadata().diffId();
    Files.writeString(list, layersJson.replace(diffId.hex(), "0".repeat(64)));
    expect(pushed, Check.DIFF_ID, 1, "0000");
    Files.writeString(list, layersJson.replace("\"parent\":\"" + id(pushed, 0) + "\",", ""));
    assertThatThrownBy(() -> breaches(pushed)).isInstanceOf(MeasurementException.class);
    Files.writeString(list, layersJson);
    Path config = config(pushed.measurement().imageId());
    Files.writeString(config, Files.readString(config) + " ");
    expect(pushed, Check.IMAGE_CONFIG, Breach.IMAGE, "configuration");
  }

  private static void expect(PushedImage pushed, Check check, int layer, String named)
      throws Exception {
    assertThat(breaches(pushed))
        .anySatisfy(
            breach -> {
              assertThat(breach.check()).isEqualTo(check);
              assertThat(breach.layer()).isEqualTo(layer);
              assertThat(breach.message() + breach.differences()).contains(named);
            });
  }

  private static List<Breach> breaches(PushedImage pushed) throws Exception {
    try (ContainersStorage storage = ContainersStorage.open(folder.resolve("root"))) {
      HostImage found =
          new HostImageMeasurement(storage, new HostMeasurement(pool))
              .measure(pushed.measurement().imageId(), MountTable.ofSelf(), folder("host"));
      return new Verification(
              pushed.measurement(),
              pushed.layers().stream().map(layer -> layer.manifest()).toList(),
              List.of())
          .of(found);
    }
  }

  private static PushedImage pull(String tag, List<byte[]> tars) throws Exception {
    Path archive = SavedImage.write(folder.resolve("image.tar"), tag, tars);
    List<String> command = new ArrayList<>(List.of("buildah", "--storage-driver", "overlay"));
    command.addAll(List.of("--root", folder.resolve("root").toString()));
    command.addAll(List.of("--runroot", folder.resolve("run").toString()));
    command.addAll(List.of("pull", "docker-archive:" + archive));
    if (Commands.result(SECONDS, command).code() != 0) {
      return null;
    }
    try (var image = Archives.open(archive)) {
      return new PushedImageMeasurement(
              layers, new TarMeasurement(folder, MeasurementLimits.DEFAULT))
          .measure(image, folder("pushed"));
    }
  }

  private static String id(PushedImage pushed, int layer) throws Exception {
    try (ContainersStorage storage = ContainersStorage.open(folder.resolve("root"))) {
      return storage
          .layers(
              pushed.measurement().imageId(),
              pushed.measurement().layers().stream().map(one -> one.metadata()).toList())
          .get(layer)
          .cacheId();
    }
  }

  private static Path config(Digest image) throws Exception {
    try (var files = Files.list(folder.resolve("root/overlay-images/" + image.hex()))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("=c2hhMjU2"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Path folder(String name) throws Exception {
    return Files.createDirectories(folder.resolve(name));
  }
}
