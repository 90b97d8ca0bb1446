package io.mdis.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mdis.image.tar.TarEntry;
import io.mdis.image.tar.TarLimits;
import io.mdis.image.tar.TarParser;
import io.mdis.image.view.ImageView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealLayerTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"alpine-310, 3.10.4", "alpine-311, 3.11.5"})
  void alpine(String name, String version) throws IOException {
    Path archive =
        Path.of(System.getProperty("mdis.shared.data", "absent"), "images", name + ".tar.gz");
    assumeTrue(Files.exists(archive), "shared data with " + name + ".tar.gz is absent");
    byte[] outer;
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
      outer = in.readAllBytes();
    }
    List<TarEntry> found = new ArrayList<>();
    TarParser.parse(
        new java.io.ByteArrayInputStream(outer),
        TarLimits.DEFAULT,
        entry -> {
          boolean layer = entry.name().endsWith("layer.tar") || entry.name().endsWith(".tar.gz");
          if (layer && entry.type() == TarEntry.Type.FILE) {
            found.add(entry);
          }
        });
    TarEntry entry = found.getFirst();
    int offset = (int) entry.offset();
    byte[] stored = Arrays.copyOfRange(outer, offset, offset + (int) entry.size());
    LayerStore store = new LayerStore(directory, 1L << 30, LayerLimits.DEFAULT);
    try (Layer layer = store.acquire(TestBlobs.of(stored, TestBlobs.digest(stored), null))) {
      ImageView view = new ImageView(List.of(layer));
      assertThat(read(view, "/etc/alpine-release")).isEqualTo(version + "\n");
      assertThat(read(view, "etc/os-release")).contains("ID=alpine");
      assertThat(read(view, "lib/apk/db/installed")).contains("P:musl\n");
      assertThat(view.resolve("bin/sh").orElseThrow().entry().path()).isEqualTo("bin/busybox");
    }
  }

  private static String read(ImageView view, String path) throws IOException {
    byte[] bytes = view.read(view.resolve(path).orElseThrow(), 1 << 20);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
