package io.mdis.worker.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.fixtures.TarWriter;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.worker.FakeSource;
import io.mdis.worker.scan.ImageScan;
import io.mdis.worker.scan.InMemoryLayerResults;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellHistoryScannerTest {
  @TempDir Path directory;

  private ScanResult scan(TarWriter... layers) throws IOException {
    FakeSource image =
        FakeSource.of(
            java.util.Arrays.stream(layers)
                .map(tar -> FakeSource.layer(tar.bytes()))
                .toArray(io.mdis.image.LayerBlob[]::new));
    LayerStore store = new LayerStore(directory, 1 << 20, LayerLimits.DEFAULT);
    return new ImageScan().run(new ShellHistoryScanner(), image, store, new InMemoryLayerResults());
  }

  @Test
  void findsHistoriesWithTheirLayer() throws IOException {
    TarWriter base = new TarWriter().file("root/.ash_history", "apk add curl\n");
    TarWriter top = new TarWriter().file("home/ada/.bash_history", "mysql -psecret\n");
    assertThat(scan(base, top).findings())
        .extracting(Finding::path)
        .containsExactlyInAnyOrder("root/.ash_history", "home/ada/.bash_history");
  }

  @Test
  void leavesOutWhatIsEmptyOrRemoved() throws IOException {
    TarWriter base =
        new TarWriter().file("root/.ash_history", "").file("root/.bash_history", "exit\n");
    TarWriter top = new TarWriter().file("root/.wh..bash_history", "");
    assertThat(scan(base, top).findings()).isEmpty();
  }
}
