package io.mdis.export;

import io.mdis.contracts.Finding;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.Severity;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is known of one image.
 *
 * @param mdisVersion that made it
 * @param scannedAt when the newest of it was found out, UTC
 * @param image what was scanned
 * @param results one per dimension; one that is awaited is SKIPPED and says so
 * @param components that are installed; empty also where nobody looked for them
 */
public record Report(
    String mdisVersion,
    Instant scannedAt,
    Image image,
    List<ScanResult> results,
    List<Component> components) {

  /** Copies what it is given; halves of characters, which nothing could write, are replaced. */
  public Report {
    results = WellFormed.results(results);
    components = WellFormed.components(components);
  }

  /** A report without components. */
  public Report(String mdisVersion, Instant scannedAt, Image image, List<ScanResult> results) {
    this(mdisVersion, scannedAt, image, results, List.of());
  }

  /**
   * Which image it is.
   *
   * @param name reference, or path of what was scanned
   * @param digest of the manifest
   * @param configDigest of the configuration; null when not recorded
   * @param platform {@code os/arch[/variant]}; null when not recorded
   * @param layers from the base upwards
   */
  public record Image(
      String name,
      String digest,
      String configDigest,
      String platform,
      List<LayerDescriptor> layers) {

    /** Copies what it is given. */
    public Image {
      layers = List.copyOf(layers);
    }
  }

  /** The same report with other results. */
  public Report withResults(List<ScanResult> others) {
    return new Report(mdisVersion, scannedAt, image, others, components);
  }

  /** The same report with other components. */
  public Report withComponents(List<Component> others) {
    return new Report(mdisVersion, scannedAt, image, results, others);
  }

  /** Findings of all dimensions, suppressed ones too. */
  public Stream<Finding> findings() {
    return results.stream().flatMap(result -> result.findings().stream());
  }

  /** Findings by severity over all dimensions, without suppressed ones. */
  public Map<Severity, Integer> summary() {
    Map<Severity, Integer> summary = new EnumMap<>(Severity.class);
    findings()
        .filter(finding -> !finding.suppressed())
        .forEach(finding -> summary.merge(finding.severity(), 1, Integer::sum));
    return summary;
  }

  /** Number of findings that are suppressed. */
  public int suppressed() {
    return (int) findings().filter(Finding::suppressed).count();
  }
}
