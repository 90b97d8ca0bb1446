package io.mdis.suppression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All entries, to be asked about findings. Looked up by what they name, the hash of a file or
 * secret, else the flaw or rule, else the dimension, so that a finding meets only the entries that
 * may speak of it, however many there are. Never changes.
 */
public final class Suppressions {
  private static final Suppressions NONE = of(List.of());

  private final Map<String, List<CompiledScope>> byHash = new HashMap<>();
  private final Map<String, List<CompiledScope>> byName = new HashMap<>();
  private final Map<String, List<CompiledScope>> byDimension = new HashMap<>();
  private final List<Suppression> unusable = new ArrayList<>();

  private Suppressions(Collection<Suppression> entries) {
    for (Suppression entry : entries) {
      try {
        put(entry);
      } catch (IllegalArgumentException e) {
        unusable.add(entry);
      }
    }
  }

  /** Nothing is suppressed. */
  public static Suppressions none() {
    return NONE;
  }

  /** Of these entries. One whose patterns can't be read, or that names nothing, has no effect. */
  public static Suppressions of(Collection<Suppression> entries) {
    return new Suppressions(entries);
  }

  private void put(Suppression entry) {
    SuppressionScope scope = entry.scope();
    CompiledScope compiled = new CompiledScope(entry);
    if (!scope.isNamed()) {
      unusable.add(entry);
    } else if (scope.hash() != null) {
      put(byHash, scope.hash(), compiled);
    } else if (scope.vulnerability() != null) {
      scope.names().forEach(name -> put(byName, FindingSubject.upper(name), compiled));
    } else {
      put(byDimension, scope.dimension(), compiled);
    }
  }

  private static void put(
      Map<String, List<CompiledScope>> map, String key, CompiledScope compiled) {
    map.computeIfAbsent(key, absent -> new ArrayList<>()).add(compiled);
  }

  /** Entries that were left out: a pattern of theirs can't be read, or they name nothing. */
  public List<Suppression> unusable() {
    return List.copyOf(unusable);
  }

  /** The entries as far as they speak of one image. */
  public ImageSuppressions on(ImageSubject image) {
    return new ImageSuppressions(this, image);
  }

  /** Every entry that may speak of a finding; some don't, and one may be there twice. */
  List<CompiledScope> candidates(FindingSubject finding) {
    List<CompiledScope> candidates =
        new ArrayList<>(byDimension.getOrDefault(finding.dimension(), List.of()));
    for (String hash : finding.hashes()) {
      candidates.addAll(byHash.getOrDefault(hash, List.of()));
    }
    for (String name : finding.names()) {
      candidates.addAll(byName.getOrDefault(name, List.of()));
    }
    return candidates;
  }
}
