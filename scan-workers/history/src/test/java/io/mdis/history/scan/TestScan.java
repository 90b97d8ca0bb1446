package io.mdis.history.scan;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.history.dockerfile.KnownBases;
import io.mdis.history.lint.Linters;
import io.mdis.history.threat.HistoryThreats;
import io.mdis.image.ImageSource;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.image.view.ImageView;
import io.mdis.worker.scan.ImageScan;
import io.mdis.worker.scan.InMemoryLayerResults;
import io.mdis.worker.scan.ScanContext;
import io.mdis.worker.scan.Scanner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Scans as the worker does, by our own linter, in the spring of 2025. */
final class TestScan {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2025-05-01T00:00:00Z"), ZoneOffset.UTC);
  private static final HistoryThreats THREATS = new HistoryThreats(List.of(), CLOCK);
  private static final Linters LINTERS = new Linters(Optional.empty(), Optional.empty());

  private TestScan() {}

  static HistoryScanner scanner(Scanner.Needs needs) {
    return scanner(LINTERS, KnownBases.NONE, needs);
  }

  static HistoryScanner scanner(Linters linters, KnownBases bases, Scanner.Needs needs) {
    return new HistoryScanner(THREATS, linters, () -> bases, needs);
  }

  /** Everything, layers included. */
  static ScanResult scan(Path folder, ImageSource image) throws IOException {
    LayerStore store = new LayerStore(folder, 1 << 28, LayerLimits.DEFAULT);
    return new ImageScan()
        .run(scanner(Scanner.Needs.PACKAGE_FILES), image, store, new InMemoryLayerResults());
  }

  /** The configuration alone. */
  static ScanResult scan(byte[] config) throws IOException {
    return scan(scanner(Scanner.Needs.IMAGE_CONFIG), config);
  }

  static ScanResult scan(HistoryScanner scanner, byte[] config) throws IOException {
    TestImage image = new TestImage();
    return scanner.scan(
        new ScanContext(
            image.name(),
            image.digest(),
            image.platform(),
            config,
            List.of(),
            new ImageView(List.of()),
            new InMemoryLayerResults()));
  }

  static List<String> ids(ScanResult result) {
    return result.findings().stream().map(Finding::id).toList();
  }

  static Finding only(ScanResult result, String id) {
    List<Finding> found = result.findings().stream().filter(f -> f.id().equals(id)).toList();
    if (found.size() != 1) {
      throw new AssertionError(id + " was found " + found.size() + " times in " + ids(result));
    }
    return found.getFirst();
  }
}
