package io.mdis.standalone.scan;

import io.mdis.vulnerability.advisory.AdvisoryDatabase;
import io.mdis.vulnerability.advisory.AdvisorySource;
import io.mdis.vulnerability.scan.VulnerabilityScanner;
import io.mdis.worker.scan.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The scanners of the command line: one line for each dimension. */
final class LocalScanners implements AutoCloseable {
  private final Optional<AdvisoryDatabase> advisories;
  private final List<Scanner> all;

  LocalScanners(Path database, String absence) throws IOException {
    this.advisories =
        Files.isRegularFile(database)
            ? Optional.of(AdvisoryDatabase.open(database))
            : Optional.empty();
    this.all = List.of(new VulnerabilityScanner(AdvisorySource.fixed(advisories, absence)));
  }

  List<Scanner> chosen(List<String> dimensions) {
    List<String> known = all.stream().map(Scanner::dimension).toList();
    for (String dimension : dimensions) {
      if (!known.contains(dimension)) {
        throw new IllegalArgumentException(
            "no dimension \"" + dimension + "\": there are " + String.join(", ", known));
      }
    }
    return dimensions.isEmpty()
        ? all
        : all.stream().filter(scanner -> dimensions.contains(scanner.dimension())).toList();
  }

  @Override
  public void close() throws IOException {
    if (advisories.isPresent()) {
      advisories.get().close();
    }
  }
}
