package io.mdis.suppression;

import io.mdis.contracts.Finding;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What of a finding decides whether an entry speaks of it.
 *
 * @param names its id and aliases, in upper case
 * @param packages names of the binary and the source package
 * @param purl package URL; empty when there is none
 * @param path that is the evidence, without a slash in front; empty when there is none
 */
public record FindingSubject(Set<String> names, Set<String> packages, String purl, String path) {
  private static final int MOST_ALIASES = 100;

  /** Copies what it is given. */
  public FindingSubject {
    names = Set.copyOf(names);
    packages = Set.copyOf(packages);
  }

  /** Of a finding; aliases are its detail of that name, parted by commas or spaces. */
  public static FindingSubject of(Finding finding) {
    return of(finding.id(), finding.details(), finding.path());
  }

  /** Of the parts of a finding that is stored. */
  public static FindingSubject of(String id, Map<String, String> details, String path) {
    Set<String> names = new LinkedHashSet<>();
    names.add(upper(id));
    names.addAll(aliases(details));
    Set<String> packages = new HashSet<>();
    for (String key : new String[] {"package", "sourcePackage"}) {
      String name = details.getOrDefault(key, "");
      if (!name.isEmpty()) {
        packages.add(name);
      }
    }
    String file = path == null ? "" : path;
    return new FindingSubject(
        names,
        packages,
        details.getOrDefault("purl", ""),
        file.startsWith("/") ? file.substring(1) : file);
  }

  /** The other names of a finding with these details, in upper case. */
  public static Set<String> aliases(Map<String, String> details) {
    Set<String> aliases = new LinkedHashSet<>();
    Arrays.stream(details.getOrDefault("aliases", "").split("[ ,]+", MOST_ALIASES + 1))
        .filter(alias -> !alias.isEmpty())
        .limit(MOST_ALIASES)
        .forEach(alias -> aliases.add(upper(alias)));
    return aliases;
  }

  static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
