package io.mdis.export;

import io.mdis.contracts.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A package as a bill of materials lists it: once, wherever it lies, with what is wrong with it.
 *
 * @param component as it was found first
 * @param places layer and path of every place
 * @param vulnerabilities of it, suppressed ones too
 */
public record ListedPackage(
    Component component, List<Place> places, List<Finding> vulnerabilities) {

  /** Where it lies; the layer is that of the component. */
  public record Place(String layer, String path) {}

  /**
   * The packages of a report, in its order: those that are installed, then those that only findings
   * name, as where nobody kept a list.
   */
  public static List<ListedPackage> of(Report report) {
    Map<String, ListedPackage> listed = new LinkedHashMap<>();
    for (Component component : report.components()) {
      entry(listed, component).places.add(place(component));
    }
    for (Finding finding : (Iterable<Finding>) report.findings()::iterator) {
      if (finding.dimension().equals("vulnerability") && finding.details().containsKey("package")) {
        Component named = named(finding);
        ListedPackage entry = entry(listed, named);
        if (entry.places.isEmpty()) {
          entry.places.add(place(named));
        }
        entry.vulnerabilities.add(finding);
      }
    }
    return List.copyOf(listed.values());
  }

  private static ListedPackage entry(Map<String, ListedPackage> listed, Component component) {
    return listed.computeIfAbsent(
        key(component), key -> new ListedPackage(component, new ArrayList<>(), new ArrayList<>()));
  }

  private static String key(Component component) {
    return component.purl().orElseGet(() -> component.name() + "\n" + component.version());
  }

  private static Place place(Component component) {
    return new Place(
        component.layer() == null ? "" : component.layer().toString(),
        component.path() == null ? "" : component.path());
  }

  private static Component named(Finding finding) {
    Map<String, String> details = finding.details();
    Optional<String> purl = FindingText.detail(finding, "purl");
    return new Component(
        purl,
        purl.map(text -> text.replaceFirst("^pkg:", "").replaceFirst("/.*", "")).orElse("generic"),
        details.get("package"),
        details.getOrDefault("installedVersion", ""),
        "",
        details.getOrDefault("sourcePackage", details.get("package")),
        finding.layer(),
        finding.path());
  }
}
