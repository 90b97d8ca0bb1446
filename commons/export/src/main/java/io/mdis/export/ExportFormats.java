package io.mdis.export;

import io.mdis.export.csv.CsvFormat;
import io.mdis.export.cyclonedx.CycloneDxFormat;
import io.mdis.export.html.HtmlFormat;
import io.mdis.export.json.JsonFormat;
import io.mdis.export.junit.JUnitFormat;
import io.mdis.export.sarif.SarifFormat;
import io.mdis.export.spdx.SpdxFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The formats there are. One is loaded, with its library, when it is asked for by its name. */
public final class ExportFormats {
  private static final Map<String, Supplier<ExportFormat>> BY_NAME =
      new TreeMap<>(
          Map.of(
              "csv", CsvFormat::new,
              "cyclonedx", CycloneDxFormat::new,
              "html", HtmlFormat::new,
              "json", JsonFormat::new,
              "junit", JUnitFormat::new,
              "sarif", SarifFormat::new,
              "spdx", SpdxFormat::new));

  private ExportFormats() {}

  /** Names of all, sorted. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** The format of a name; empty when there is none. */
  public static Optional<ExportFormat> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name)).map(Supplier::get);
  }
}
