package io.mdis.export.html;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.export.Advice;
import io.mdis.export.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the page shows; its components are what the template names. */
public record HtmlReport(
    String name,
    String digest,
    String platform,
    String scannedAt,
    String version,
    List<Count> counts,
    int suppressed,
    List<Advice> advice,
    List<Dimension> dimensions,
    List<HtmlFinding> suppressedFindings,
    List<Layer> layers) {
  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparing(finding -> finding.details().getOrDefault("priority", ""))
          .reversed()
          .thenComparing(Finding::id);

  /** How many findings of a severity there are. */
  public record Count(Severity severity, int number) {}

  /** One dimension and its findings that count, worst first. */
  public record Dimension(
      String name,
      ScanStatus status,
      String found,
      List<String> notes,
      List<HtmlFinding> findings) {}

  /** One layer and how many findings that count are of it. */
  public record Layer(int number, String diffId, int findings) {}

  static HtmlReport of(Report report) {
    Map<Digest, Integer> numbers = new HashMap<>();
    for (LayerDescriptor layer : report.image().layers()) {
      numbers.putIfAbsent(layer.diffId(), numbers.size() + 1);
    }
    Map<Severity, Integer> summary = report.summary();
    return new HtmlReport(
        report.image().name(),
        report.image().digest(),
        report.image().platform(),
        report.scannedAt().toString(),
        report.mdisVersion(),
        EnumSet.copyOf(List.of(Severity.values())).stream()
            .sorted(Comparator.reverseOrder())
            .filter(summary::containsKey)
            .map(severity -> new Count(severity, summary.get(severity)))
            .toList(),
        report.suppressed(),
        Advice.of(report.results()),
        report.results().stream().map(result -> dimension(result, numbers)).toList(),
        report
            .findings()
            .filter(Finding::suppressed)
            .sorted(WORST_FIRST)
            .map(finding -> HtmlFinding.of(finding, numbers))
            .toList(),
        layers(report));
  }

  private static Dimension dimension(ScanResult result, Map<Digest, Integer> numbers) {
    List<HtmlFinding> findings =
        result.findings().stream()
            .filter(finding -> !finding.suppressed())
            .sorted(WORST_FIRST)
            .map(finding -> HtmlFinding.of(finding, numbers))
            .toList();
    List<String> notes = new ArrayList<>();
    result.reasons().forEach(reason -> notes.add(reason.message() + " (" + reason.code() + ")"));
    result.facts().forEach((name, value) -> notes.add(name + ": " + value));
    return new Dimension(
        result.dimension(), result.status(), found(result, findings.size()), notes, findings);
  }

  /** Only a complete scan may say that nothing was found. */
  private static String found(ScanResult result, int counted) {
    if (counted > 0 || result.status() == ScanStatus.SUCCEEDED) {
      return counted == 0 ? "nothing" : Integer.toString(counted);
    }
    return "not known";
  }

  private static List<Layer> layers(Report report) {
    Map<Digest, Integer> brought = new HashMap<>();
    report
        .findings()
        .filter(finding -> !finding.suppressed() && finding.layer() != null)
        .forEach(finding -> brought.merge(finding.layer(), 1, Integer::sum));
    List<Layer> layers = new ArrayList<>();
    for (LayerDescriptor layer : report.image().layers()) {
      layers.add(
          new Layer(
              layers.size() + 1,
              layer.diffId().toString(),
              brought.getOrDefault(layer.diffId(), 0)));
    }
    return layers;
  }
}
