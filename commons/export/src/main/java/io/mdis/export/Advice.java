package io.mdis.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What to do first about an image: what is malicious, then what somebody could log in with, then
 * what an upgrade mends.
 *
 * @param action {@code remove}, {@code revoke}, {@code upgrade}
 * @param text one line for a person
 * @param resolves findings that are gone afterwards
 * @param of findings of that dimension that count
 * @param upgrades for an upgrade, packages by how many findings each mends; absent otherwise
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Advice(String action, String text, int resolves, int of, List<Upgrade> upgrades) {
  private static final int MOST_NAMED = 3;

  /** Copies what it is given. */
  public Advice {
    upgrades = List.copyOf(upgrades);
  }

  /**
   * A package that has a mended version.
   *
   * @param name of the package
   * @param fixedVersions that mend its findings, in no order of versions: the newest mends all
   * @param findings that it mends
   */
  public record Upgrade(String name, List<String> fixedVersions, int findings) {

    /** Copies what it is given. */
    public Upgrade {
      fixedVersions = List.copyOf(fixedVersions);
    }
  }

  /** What follows from some results, most urgent first. */
  public static List<Advice> of(List<ScanResult> results) {
    List<Advice> advice = new ArrayList<>();
    List<Finding> malware = counted(results, "malware");
    if (!malware.isEmpty()) {
      Set<String> files = places(malware);
      String text =
          "build it without " + named(files, "file", "files") + ": malicious or suspected";
      advice.add(new Advice("remove", text, malware.size(), malware.size(), List.of()));
    }
    List<Finding> secrets = counted(results, "secret");
    if (!secrets.isEmpty()) {
      String text =
          "revoke what is in "
              + named(places(secrets), "file", "files")
              + ", then build the image without it";
      advice.add(new Advice("revoke", text, secrets.size(), secrets.size(), List.of()));
    }
    upgrade(results, advice);
    return advice;
  }

  private static void upgrade(List<ScanResult> results, List<Advice> advice) {
    List<Finding> all = counted(results, "vulnerability");
    Map<String, Set<String>> versions = new LinkedHashMap<>();
    Map<String, Integer> mended = new LinkedHashMap<>();
    for (Finding finding : all) {
      String fixed = finding.details().getOrDefault("fixedVersion", "");
      if (!fixed.isBlank()) {
        String name = finding.details().getOrDefault("package", finding.id());
        versions.computeIfAbsent(name, key -> new TreeSet<>()).add(fixed);
        mended.merge(name, 1, Integer::sum);
      }
    }
    if (mended.isEmpty()) {
      return;
    }
    List<Upgrade> upgrades =
        mended.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
            .map(
                one ->
                    new Upgrade(
                        one.getKey(), List.copyOf(versions.get(one.getKey())), one.getValue()))
            .toList();
    int gone = mended.values().stream().mapToInt(Integer::intValue).sum();
    Set<String> names =
        upgrades.stream().map(Advice::worded).collect(Collectors.toCollection(LinkedHashSet::new));
    String text =
        base(results)
            + "upgrade "
            + named(names, "package", "packages")
            + ": "
            + gone
            + " of "
            + all.size()
            + " gone";
    advice.add(new Advice("upgrade", text, gone, all.size(), upgrades));
  }

  /** Several releases have several mended versions: then only the name is told. */
  private static String worded(Upgrade upgrade) {
    return upgrade.fixedVersions().size() == 1
        ? upgrade.name() + " to " + upgrade.fixedVersions().getFirst()
        : upgrade.name();
  }

  private static String base(List<ScanResult> results) {
    return results.stream()
        .map(result -> result.facts().get("base"))
        .filter(base -> base != null && !base.isBlank())
        .findFirst()
        .map(base -> "rebuild on a current " + base + " or ")
        .orElse("");
  }

  private static List<Finding> counted(List<ScanResult> results, String dimension) {
    return results.stream()
        .filter(result -> result.dimension().equals(dimension))
        .flatMap(result -> result.findings().stream())
        .filter(finding -> !finding.suppressed())
        .toList();
  }

  private static Set<String> places(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.path() == null ? "the configuration" : finding.path())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String named(Set<String> names, String one, String several) {
    int more = names.size() - MOST_NAMED;
    String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return more <= 0 ? first : first + " and " + more + " more " + (more == 1 ? one : several);
  }
}
