package io.mdis.export.sarif;

import io.mdis.contracts.Finding;
import io.mdis.export.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of a report: one for each id, told by its worst finding. */
final class SarifRules {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<SarifRule> rules;

  private SarifRules(Map<String, Finding> worst) {
    worst.keySet().forEach(id -> numbers.put(id, numbers.size()));
    this.rules = worst.values().stream().map(SarifRule::of).toList();
  }

  static SarifRules of(Report report) {
    Map<String, Finding> worst = new LinkedHashMap<>();
    report
        .findings()
        .forEach(
            finding ->
                worst.merge(
                    finding.id(),
                    finding,
                    (one, other) -> other.severity().compareTo(one.severity()) > 0 ? other : one));
    return new SarifRules(worst);
  }

  List<SarifRule> all() {
    return rules;
  }

  /** Place in {@link #all}. */
  int number(Finding finding) {
    return numbers.get(finding.id());
  }
}
