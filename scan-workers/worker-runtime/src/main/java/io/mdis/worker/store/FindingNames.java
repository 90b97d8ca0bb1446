package io.mdis.worker.store;

import io.mdis.contracts.Finding;
import io.mdis.suppression.FindingSubject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/** Under which names a finding can be asked for. */
final class FindingNames {
  /** Each is an entry of an index, so an image must not be able to make as many as it likes. */
  private static final int MOST = 50;

  private static final int LONGEST = 200;

  private FindingNames() {}

  /**
   * The id, the keys of its hashes and its aliases, in lower case, each once; those that nobody
   * would type are left out.
   */
  static List<String> of(Finding finding) {
    Set<String> names = new LinkedHashSet<>();
    add(finding.id(), names);
    FindingSubject.hashes(finding.details())
        .forEach(hash -> add(FindingSubject.hashKey(hash), names));
    StringTokenizer aliases =
        new StringTokenizer(finding.details().getOrDefault("aliases", ""), ", \t\n");
    while (aliases.hasMoreTokens() && names.size() < MOST) {
      add(aliases.nextToken(), names);
    }
    return List.copyOf(names);
  }

  private static void add(String name, Set<String> names) {
    if (name.length() <= LONGEST) {
      names.add(name.toLowerCase(Locale.ROOT));
    }
  }
}
