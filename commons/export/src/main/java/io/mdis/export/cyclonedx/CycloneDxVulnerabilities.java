package io.mdis.export.cyclonedx;

import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.contracts.Severity;
import io.mdis.export.FindingText;
import io.mdis.export.ListedPackage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cyclonedx.model.vulnerability.Vulnerability;

/**
 * Gathers {@code vulnerabilities}: one for each flaw, with every package that has it, but for
 * packages that are judged otherwise, for an analysis holds for all that an entry affects.
 */
final class CycloneDxVulnerabilities {
  private final Map<Key, Affected> found = new LinkedHashMap<>();

  private record Key(String id, Severity severity, FindingSuppression decision, String note) {}

  private record Affected(Finding first, Set<String> refs, Set<String> remedies) {}

  void add(ListedPackage listed, String ref) {
    for (Finding finding : listed.vulnerabilities()) {
      Key key = new Key(finding.id(), finding.severity(), finding.suppression(), finding.note());
      Affected affected =
          found.computeIfAbsent(
              key, k -> new Affected(finding, new LinkedHashSet<>(), new LinkedHashSet<>()));
      affected.refs.add(ref);
      affected.remedies.add(FindingText.remedy(finding));
    }
  }

  List<Vulnerability> all() {
    List<Vulnerability> all = new ArrayList<>();
    for (Affected affected : found.values()) {
      Vulnerability vulnerability = CycloneDxFlaw.of(affected.first, all.size() + 1);
      vulnerability.setRecommendation(String.join(" ", affected.remedies));
      vulnerability.setAffects(
          affected.refs.stream().map(CycloneDxVulnerabilities::affect).toList());
      all.add(vulnerability);
    }
    return all;
  }

  private static Vulnerability.Affect affect(String ref) {
    Vulnerability.Affect affect = new Vulnerability.Affect();
    affect.setRef(ref);
    return affect;
  }
}
