package io.mdis.history.threat;

import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerEntry;
import java.io.IOException;
import java.util.List;

/**
 * What is in a layer, for comparison with what should be.
 *
 * @param files entries that are no directories
 * @param firstFile path of the first one; null when there is none
 * @param outside of them, those outside the places where they should be
 * @param firstOutside path of the first one; null when there is none
 * @param youngest time of the youngest file, seconds since the epoch
 * @param youngestPath its path; null when there is none
 */
record LayerSummary(
    int files,
    String firstFile,
    int outside,
    String firstOutside,
    long youngest,
    String youngestPath) {

  /** Looks at every entry; {@code places} is empty when files may be anywhere. */
  static LayerSummary of(Layer layer, List<String> places) throws IOException {
    Counter counter = new Counter(places);
    layer.forEach(counter::add);
    return new LayerSummary(
        counter.files,
        counter.firstFile,
        counter.outside,
        counter.firstOutside,
        counter.youngest,
        counter.youngestPath);
  }

  private static final class Counter {
    private final List<String> places;
    private int files;
    private String firstFile;
    private int outside;
    private String firstOutside;
    private long youngest = Long.MIN_VALUE;
    private String youngestPath;

    Counter(List<String> places) {
      this.places = places;
    }

    void add(LayerEntry entry) {
      if (entry.type() == LayerEntry.Type.DIRECTORY) {
        return;
      }
      files++;
      firstFile = firstFile == null ? entry.path() : firstFile;
      if (!places.isEmpty() && places.stream().noneMatch(place -> within(entry.path(), place))) {
        outside++;
        firstOutside = firstOutside == null ? entry.path() : firstOutside;
      }
      if (entry.type() == LayerEntry.Type.FILE && entry.mtime() > youngest) {
        youngest = entry.mtime();
        youngestPath = entry.path();
      }
    }

    private static boolean within(String path, String place) {
      return place.isEmpty()
          || (path.startsWith(place)
              && (path.length() == place.length() || path.charAt(place.length()) == '/'));
    }
  }
}
