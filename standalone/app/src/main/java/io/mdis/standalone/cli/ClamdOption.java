package io.mdis.standalone.cli;

import io.mdis.malware.engine.clamav.ClamdAddress;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the virus engine listens: {@code --clamd}, else {@code MDIS_CLAMD}. */
final class ClamdOption {

  @Option(
      names = "--clamd",
      paramLabel = "ADDRESS",
      description =
          "Virus engine that looks at the files, unix:/PATH or tcp:HOST:PORT; by default that of"
              + " MDIS_CLAMD.")
  private String given;

  /** The address; empty when nobody names one. Throws UsageException when it is none. */
  Optional<ClamdAddress> address() {
    String text = given == null ? System.getenv("MDIS_CLAMD") : given;
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ClamdAddress.parse(text));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
