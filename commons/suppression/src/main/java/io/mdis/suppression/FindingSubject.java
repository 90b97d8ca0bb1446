package io.mdis.suppression;

import io.mdis.contracts.Finding;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
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
 * @param dimension that made it
 * @param hashes of the file or secret, in lower case
 */
public record FindingSubject(
    Set<String> names,
    Set<String> packages,
    String purl,
    String path,
    String dimension,
    Set<String> hashes) {
  private static final int MOST_ALIASES = 100;
  private static final List<String> HASHES = List.of("sha256", "secretHash");

  /** Copies what it is given. */
  public FindingSubject {
    names = Set.copyOf(names);
    packages = Set.copyOf(packages);
    hashes = Set.copyOf(hashes);
  }

  /** Of a finding; aliases are its detail of that name, parted by commas or spaces. */
  public static FindingSubject of(Finding finding) {
    return of(finding.id(), finding.dimension(), finding.details(), finding.path());
  }

  /** Of the parts of a finding that is stored. */
  public static FindingSubject of(
      String id, String dimension, Map<String, String> details, String path) {
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
        file.startsWith("/") ? file.substring(1) : file,
        dimension,
        hashes(details));
  }

  /** Hashes of what was found, in lower case: the details {@code sha256} and {@code secretHash}. */
  public static Set<String> hashes(Map<String, String> details) {
    Set<String> hashes = new LinkedHashSet<>();
    for (String key : HASHES) {
      String hash = details.getOrDefault(key, "");
      if (!hash.isEmpty()) {
        hashes.add(hash.toLowerCase(Locale.ROOT));
      }
    }
    return hashes;
  }

  /** The key under which a stored finding with that hash is looked up, beside its names. */
  public static String hashKey(String lowerCaseHash) {
    return "hash:" + lowerCaseHash;
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
