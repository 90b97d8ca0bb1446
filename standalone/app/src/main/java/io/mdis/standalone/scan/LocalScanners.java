package io.mdis.standalone.scan;

import io.mdis.export.Component;
import io.mdis.history.dockerfile.KnownBases;
import io.mdis.history.lint.Linters;
import io.mdis.history.scan.HistoryScanner;
import io.mdis.history.threat.HistoryThreats;
import io.mdis.malware.engine.EngineEvents;
import io.mdis.malware.engine.VirusEngine;
import io.mdis.malware.engine.clamav.ClamAvEngine;
import io.mdis.malware.fuzzy.samples.SampleLibrary;
import io.mdis.malware.scan.MalwareScanner;
import io.mdis.malware.scan.RememberedVerdicts;
import io.mdis.malware.scan.ScanSettings;
import io.mdis.secret.detect.HashKey;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretRules;
import io.mdis.secret.scan.SecretOptions;
import io.mdis.secret.scan.SecretScanner;
import io.mdis.vulnerability.advisory.AdvisoryDatabase;
import io.mdis.vulnerability.advisory.AdvisorySource;
import io.mdis.vulnerability.scan.VulnerabilityScanner;
import io.mdis.worker.scan.Scanner;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scanners of the command line; one is made when it is first asked for. */
final class LocalScanners implements AutoCloseable {
  private static final Duration LINTER_PATIENCE = Duration.ofSeconds(20);

  private final LocalKnowledge knowledge;
  private final KeptInventory inventory = new KeptInventory();
  private final Map<String, Making> makings = new LinkedHashMap<>();
  private final Map<String, Scanner> made = new LinkedHashMap<>();
  private final List<Closeable> open = new ArrayList<>();

  @FunctionalInterface
  private interface Making {
    Scanner make() throws IOException;
  }

  LocalScanners(LocalKnowledge knowledge) {
    this.knowledge = knowledge;
    makings.put(VulnerabilityScanner.DIMENSION, this::vulnerability);
    makings.put(MalwareScanner.DIMENSION, this::malware);
    makings.put(HistoryScanner.DIMENSION, this::history);
    makings.put(SecretScanner.DIMENSION, this::secret);
  }

  /**
   * The scanners of some dimensions; of all when none is named.
   *
   * @throws IllegalArgumentException for a dimension that isn't known
   */
  List<Scanner> chosen(List<String> dimensions) throws IOException {
    for (String dimension : dimensions) {
      if (!makings.containsKey(dimension)) {
        throw new IllegalArgumentException(
            "no dimension \"" + dimension + "\": there are " + String.join(", ", makings.keySet()));
      }
    }
    List<Scanner> chosen = new ArrayList<>();
    for (String dimension : makings.keySet()) {
      if (dimensions.isEmpty() || dimensions.contains(dimension)) {
        chosen.add(scanner(dimension));
      }
    }
    return chosen;
  }

  /** The packages of the image that was scanned last. */
  List<Component> components() {
    return inventory.components();
  }

  private Scanner scanner(String dimension) throws IOException {
    Scanner scanner = made.get(dimension);
    if (scanner == null) {
      scanner = makings.get(dimension).make();
      made.put(dimension, scanner);
    }
    return scanner;
  }

  private Scanner vulnerability() throws IOException {
    Optional<AdvisoryDatabase> advisories = Optional.empty();
    if (Files.isRegularFile(knowledge.advisories())) {
      advisories = Optional.of(AdvisoryDatabase.open(knowledge.advisories()));
      open.add(advisories.get()::close);
    }
    return new VulnerabilityScanner(
        AdvisorySource.fixed(advisories, knowledge.absence()), inventory);
  }

  private Scanner malware() throws IOException {
    ScanSettings settings = ScanSettings.DEFAULT;
    List<VirusEngine> engines = new ArrayList<>();
    if (knowledge.clamd().isPresent()) {
      ClamAvEngine engine = new ClamAvEngine(knowledge.clamd().get(), settings.threads());
      open.add(engine::close);
      engines.add(engine);
    }
    Optional<SampleLibrary> samples = Optional.empty();
    if (Files.isRegularFile(knowledge.samples())) {
      samples = Optional.of(SampleLibrary.open(knowledge.samples()));
      open.add(samples.get()::close);
    }
    Optional<SampleLibrary> library = samples;
    return new MalwareScanner(
        engines, () -> library, new RememberedVerdicts(), settings, EngineEvents.NONE);
  }

  private Scanner history() {
    return new HistoryScanner(
        new HistoryThreats(List.of(), Clock.systemUTC()),
        Linters.installed(Optional.empty(), Optional.empty(), LINTER_PATIENCE),
        () -> KnownBases.NONE,
        Scanner.Needs.PACKAGE_FILES);
  }

  private Scanner secret() throws IOException {
    return new SecretScanner(
        new SecretDetector(SecretRules.load(), HashKey.in(knowledge.secretKey())),
        SecretOptions.DEFAULT);
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Closeable each : open.reversed()) {
      try {
        each.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
