package io.mdis.packages.owned;

import io.mdis.image.layer.LayerEntry;
import io.mdis.image.view.ImageView;
import java.util.List;
import java.util.Set;

/** Which files of an image the packages of its operating system brought. */
public final class OwnedFiles {
  private final List<Source> sources;
  private final Spellings spellings;

  /**
   * A list that counts.
   *
   * @param layer index of the layer that it is of
   */
  record Source(int layer, OwnedList list) {}

  OwnedFiles(List<Source> sources, Spellings spellings) {
    this.sources = List.copyOf(sources);
    this.spellings = spellings;
  }

  /** Whether no package database was found, so that nobody owns anything. */
  public boolean isEmpty() {
    return sources.isEmpty();
  }

  /**
   * Whether a package brought the file that an image shows at a path. A file that a layer above the
   * list's has changed isn't the package's any more; one that was only copied up, for instance
   * because its owner was changed, is.
   *
   * @param history the layers' versions of the path, topmost first
   */
  public boolean contains(String path, List<ImageView.Located> history) {
    Set<String> all = spellings.of(path);
    for (Source source : sources) {
      for (String spelling : all) {
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
