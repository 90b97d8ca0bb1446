package io.mdis.export.sarif;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.export.FindingText;
import io.mdis.export.Fingerprints;
import io.mdis.export.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the results of one report, in its order. */
final class SarifResults {
  /** Of details that say where or how bad it is; the rest is in the message and the rule. */
  private static final List<String> TOLD =
      List.of(
          "package",
          "installedVersion",
          "fixedVersion",
          "purl",
          "status",
          "priority",
          "cvssScore",
          "cvssVector",
          "epss",
          "kev",
          "verdict",
          "secret",
          "visible",
          "instruction",
          "technique");

  private final SarifRules rules;
  private final String image;
  private final Map<Digest, Integer> layers = new HashMap<>();
  private final Fingerprints fingerprints = new Fingerprints();

  SarifResults(Report report, SarifRules rules) {
    this.rules = rules;
    this.image = SarifFormat.repository(report);
    for (LayerDescriptor layer : report.image().layers()) {
      layers.putIfAbsent(layer.diffId(), layers.size() + 1);
    }
  }

  SarifResult of(Finding finding) {
    Map<String, String> properties = new HashMap<>();
    properties.put("dimension", finding.dimension());
    properties.put("severity", finding.severity().name());
    if (finding.layer() != null) {
      properties.put("layer", finding.layer().toString());
    }
    for (String key : TOLD) {
      FindingText.detail(finding, key).ifPresent(value -> properties.put(key, value));
    }
    Fingerprints.Print print = fingerprints.of(finding);
    int layer = finding.layer() == null ? 0 : layers.getOrDefault(finding.layer(), 0);
    return new SarifResult(
        finding.id(),
        rules.number(finding),
        SarifText.level(finding.severity()),
        new SarifRule.Text(message(finding)),
        List.of(SarifLocation.of(finding, image, layer)),
        Map.of("mdis/v1", print.text(), "primaryLocationLineHash", print.text()),
        finding.suppressed() ? List.of(suppression(finding.suppression())) : null,
        properties);
  }

  private static String message(Finding finding) {
    String title = FindingText.title(finding);
    String note = finding.note() == null ? "" : " " + finding.note();
    return title + (title.endsWith(".") ? " " : ". ") + FindingText.remedy(finding) + note;
  }

  private static SarifResult.Suppression suppression(FindingSuppression decision) {
    String by = decision.author() == null ? decision.origin() : decision.author();
    String until = decision.until() == null ? "" : ", until " + decision.until();
    return new SarifResult.Suppression(
        "external", "accepted", decision.reason() + " (" + by + until + ")");
  }
}
