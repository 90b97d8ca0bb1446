package io.mdis.standalone.scan;

import io.mdis.contracts.Finding;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.Severity;
import io.mdis.export.Component;
import io.mdis.export.Report;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.malware.engine.EngineUnavailableException;
import io.mdis.standalone.cli.Version;
import io.mdis.worker.scan.ImageScan;
import io.mdis.worker.scan.InMemoryLayerResults;
import io.mdis.worker.scan.Scanner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Runs the scanners over one image in this process. */
public final class LocalScan implements AutoCloseable {
  private static final long CACHE_BYTES = 20L << 30;

  private final LocalScanners scanners;
  private final LocalSources sources;
  private final LayerStore store;
  private final Consumer<String> progress;

  /**
   * Opens the layer store.
   *
   * @param plainHttp registries to talk to without TLS
   * @param progress told what goes on, in a few words
   */
  public LocalScan(
      LocalKnowledge knowledge, Path cache, Set<String> plainHttp, Consumer<String> progress)
      throws IOException {
    this.scanners = new LocalScanners(knowledge);
    this.store = new LayerStore(cache, CACHE_BYTES, LayerLimits.DEFAULT);
    this.sources = new LocalSources(plainHttp);
    this.progress = progress;
  }

  /**
   * Scans a reference, archive or folder.
   *
   * @param wanted platform of an index; null for this machine's
   * @param dimensions to look at; empty for all
   * @param severities that findings are kept of
   * @throws IllegalArgumentException when a dimension is not known
   */
  public Report run(
      String target, Platform wanted, List<String> dimensions, Set<Severity> severities)
      throws IOException {
    List<Scanner> chosen = scanners.chosen(dimensions);
    progress.accept("reading " + target);
    try (ImageSource source = new ObservedSource(sources.open(target, wanted), progress)) {
      List<ScanResult> results = new ArrayList<>();
      for (Scanner scanner : chosen) {
        progress.accept(scanner.dimension() + ": " + target);
        results.add(only(severities, along(scanner, source, store)));
      }
      return new Report(Version.current(), Instant.now(), describe(source), results);
    }
  }

  /** The packages of the image that was scanned last; none where no dimension looks for them. */
  public List<Component> components() {
    return scanners.components();
  }

  /** A virus engine that is away fails its dimension; the others are told all the same. */
  static ScanResult along(Scanner scanner, ImageSource source, LayerStore store)
      throws IOException {
    try {
      return new ImageScan().run(scanner, source, store, new InMemoryLayerResults());
    } catch (EngineUnavailableException e) {
      return ImageScan.failed(scanner, "engine.unavailable", source.name() + ": " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    scanners.close();
  }

  private static ScanResult only(Set<Severity> severities, ScanResult result) {
    List<Finding> kept =
        result.findings().stream().filter(f -> severities.contains(f.severity())).toList();
    return new ScanResult(
        result.dimension(),
        result.status(),
        result.reasons(),
        result.scannerVersion(),
        result.rulesVersion(),
        kept,
        result.facts());
  }

  private static Report.Image describe(ImageSource source) {
    List<LayerDescriptor> layers = source.layers().stream().map(LayerBlob::descriptor).toList();
    return new Report.Image(
        source.name(),
        source.digest().toString(),
        source.configDigest().toString(),
        source.platform().toString(),
        layers);
  }
}
