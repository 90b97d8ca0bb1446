package io.mdis.packages.owned;

import io.mdis.image.layer.LayerEntry;
import io.mdis.image.view.ImageView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which files of an image the packages of its operating system brought. */
public final class OwnedFiles {
  private final List<Source> sources;
  private final List<Alias> aliases;

  /**
   * A list that counts.
   *
   * @param layer index of the layer that it is of
   */
  record Source(int layer, OwnedList list) {}

  /** A directory that is a symlink to another one, as {@code lib} is to {@code usr/lib}. */
  record Alias(String link, String directory) {

    void addSpellings(String path, Set<String> spellings) {
      if (path.startsWith(directory + "/")) {
        spellings.add(link + path.substring(directory.length()));
      }
      if (path.startsWith(link + "/")) {
        spellings.add(directory + path.substring(link.length()));
      }
    }
  }

  OwnedFiles(List<Source> sources, List<Alias> aliases) {
    this.sources = List.copyOf(sources);
    this.aliases = List.copyOf(aliases);
  }

  /**
   * Whether a package brought the file that an image shows at a path. A file that a layer above the
   * list's has changed isn't the package's any more; one that was only copied up, for instance
   * because its owner was changed, is.
   *
   * @param history the layers' versions of the path, topmost first
   */
  public boolean contains(String path, List<ImageView.Located> history) {
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(path);
    for (Alias alias : aliases) {
      for (String known : new ArrayList<>(spellings)) {
        alias.addSpellings(known, spellings);
      }
    }
    for (Source source : sources) {
      for (String spelling : spellings) {
        if (PathHashes.contains(source.list().hashes(), spelling)
            && unchangedSince(source.layer(), history)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean unchangedSince(int layer, List<ImageView.Located> history) {
    ImageView.Located visible = history.getFirst();
    return visible.layer() <= layer
        || history.stream()
            .filter(version -> version.layer() <= layer)
            .anyMatch(version -> same(version.entry(), visible.entry()));
  }

  private static boolean same(LayerEntry one, LayerEntry other) {
    return one.size() == other.size() && one.mtime() == other.mtime();
  }
}
