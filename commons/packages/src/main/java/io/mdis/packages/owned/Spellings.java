package io.mdis.packages.owned;

import io.mdis.image.view.ImageView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The ways to write a path of a system whose {@code bin}, {@code lib} and the like are symlinks:
 * package databases and tars do not agree on one.
 */
final class Spellings {
  private static final List<String> LINKS =
      List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32", "usr/sbin", "usr/lib64");

  private final List<Alias> aliases;

  private Spellings(List<Alias> aliases) {
    this.aliases = List.copyOf(aliases);
  }

  /** A directory that is a symlink to another one, as {@code lib} is to {@code usr/lib}. */
  private record Alias(String link, String directory) {

    void addSpellings(String path, Set<String> spellings) {
      if (path.startsWith(directory + "/")) {
        spellings.add(link + path.substring(directory.length()));
      }
      if (path.startsWith(link + "/")) {
        spellings.add(directory + path.substring(link.length()));
      }
    }
  }

  static Spellings of(ImageView view) {
    List<Alias> aliases = new ArrayList<>();
    for (String link : LINKS) {
      view.resolve(link)
          .map(at -> at.entry().path())
          .filter(path -> !path.isEmpty() && !path.equals(link))
          .ifPresent(path -> aliases.add(new Alias(link, path)));
    }
    return new Spellings(aliases);
  }

  /** All of one path, itself first. */
  Set<String> of(String path) {
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(path);
    for (Alias alias : aliases) {
      for (String known : new ArrayList<>(spellings)) {
        alias.addSpellings(known, spellings);
      }
    }
    return spellings;
  }
}
