package io.mdis.suppression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All entries, to be asked about findings. Looked up by the flaw's name, so that a finding meets
 * only the entries that speak of it, however many there are. Never changes.
 */
public final class Suppressions {
  private static final Suppressions NONE = of(List.of());

  private final Map<String, List<CompiledScope>> byName;
  private final List<CompiledScope> ofEveryFlaw;
  private final List<Suppression> unreadable;

  private Suppressions(
      Map<String, List<CompiledScope>> byName,
      List<CompiledScope> ofEveryFlaw,
      List<Suppression> unreadable) {
    this.byName = byName;
    this.ofEveryFlaw = ofEveryFlaw;
    this.unreadable = unreadable;
  }

  /** Nothing is suppressed. */
  public static Suppressions none() {
    return NONE;
  }

  /** Of these entries. One whose patterns can't be read suppresses nothing. */
  public static Suppressions of(Collection<Suppression> entries) {
    Map<String, List<CompiledScope>> byName = new HashMap<>();
    List<CompiledScope> ofEveryFlaw = new ArrayList<>();
    List<Suppression> unreadable = new ArrayList<>();
    for (Suppression entry : entries) {
      CompiledScope compiled;
      try {
        compiled = new CompiledScope(entry);
      } catch (IllegalArgumentException e) {
        unreadable.add(entry);
        continue;
      }
      List<String> names = entry.scope().names();
      if (names.isEmpty()) {
        ofEveryFlaw.add(compiled);
      }
      for (String name : names) {
        byName.computeIfAbsent(FindingSubject.upper(name), key -> new ArrayList<>()).add(compiled);
      }
    }
    return new Suppressions(byName, ofEveryFlaw, List.copyOf(unreadable));
  }

  /** Entries that were left out because a pattern of theirs can't be read. */
  public List<Suppression> unreadable() {
    return unreadable;
  }

  /** The entries as far as they speak of one image. */
  public ImageSuppressions on(ImageSubject image) {
    return new ImageSuppressions(this, image);
  }

  List<CompiledScope> named(String upperCaseName) {
    return byName.getOrDefault(upperCaseName, List.of());
  }

  List<CompiledScope> ofEveryFlaw() {
    return ofEveryFlaw;
  }
}
