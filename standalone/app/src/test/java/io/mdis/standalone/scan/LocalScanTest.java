package io.mdis.standalone.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.fixtures.DerivedImage;
import io.mdis.fixtures.TarWriter;
import io.mdis.image.ImageSource;
import io.mdis.image.archive.Archives;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.malware.engine.EngineUnavailableException;
import io.mdis.worker.scan.ScanContext;
import io.mdis.worker.scan.Scanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalScanTest {
  @TempDir Path work;

  /** Asks an engine that never answers. */
  private static final class Unanswered implements Scanner {
    @Override
    public String dimension() {
      return "malware";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public String rulesVersion() {
      return "clamav=away";
    }

    @Override
    public Needs needs() {
      return Needs.EVERY_FILE;
    }

    @Override
    public ScanResult scan(ScanContext context) throws IOException {
      throw new EngineUnavailableException("clamd does not answer", new IOException("refused"));
    }
  }

  @Test
  void anEngineThatIsAwayFailsItsDimensionInsteadOfTheWholeScan() throws IOException {
    Path tar =
        DerivedImage.layered(
            List.of(new TarWriter().file("etc/motd", "hello\n").bytes()),
            work.resolve("image.tar"));
    LayerStore store = new LayerStore(work.resolve("layers"), 1 << 20, LayerLimits.DEFAULT);
    try (ImageSource image = Archives.open(tar)) {
      ScanResult result = LocalScan.along(new Unanswered(), image, store);
      assertThat(result.status()).isEqualTo(ScanStatus.FAILED);
      assertThat(result.reasons())
          .singleElement()
          .satisfies(
              reason -> {
                assertThat(reason.code()).isEqualTo("engine.unavailable");
                assertThat(reason.message()).endsWith(": clamd does not answer");
              });
    }
  }
}
