package io.mdis.packages.owned;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerEntry;
import io.mdis.image.view.ImageView;
import io.mdis.packages.LayerMemory;
import io.mdis.packages.text.BoundedLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lists out of package databases, of which that of a layer is made once however many images share
 * it. A list of dpkg counts where the image shows its file.
 *
 * @param <T> one list, which can be kept as JSON
 */
final class PackageLists<T> {
  static final int MAX_LINE = 8 << 10;
  static final long MAX_BYTES = 256 << 20;

  private static final String DPKG = "var/lib/dpkg";
  private static final String APK = "lib/apk/db/installed";

  private final ObjectMapper json = new ObjectMapper();
  private final JavaType one;
  private final JavaType many;
  private final String version;
  private final Function<T, String> path;

  /**
   * Lists of a kind.
   *
   * @param version of what is kept
   * @param path of the file that a list was read from
   */
  PackageLists(Class<T> type, String version, Function<T, String> path) {
    this.one = json.constructType(type);
    this.many = json.getTypeFactory().constructCollectionType(List.class, type);
    this.version = version;
    this.path = path;
  }

  /** What is asked, and what remembers the answers. */
  record Image(List<Layer> layers, ImageView view, LayerMemory memory) {}

  /** A list and the layer, index from the base, that it is in. */
  record Placed<T>(int layer, T list) {}

  /** Makes a list of a file that the view shows. */
  @FunctionalInterface
  interface Making<T> {
    T make() throws IOException;
  }

  /** Makes a list of a file of dpkg's; empty when it has nothing to tell. */
  @FunctionalInterface
  interface Parsing<T> {
    Optional<T> parse(String path, BoundedLines lines) throws IOException;
  }

  /** The database of apk, if the image has one. */
  static Optional<ImageView.Located> apk(ImageView view) {
    return file(view, APK);
  }

  /** A file that the view shows, by whichever link. */
  static Optional<ImageView.Located> file(ImageView view, String path) {
    return view.resolve(path)
        .filter(
            at ->
                at.entry().type() == LayerEntry.Type.FILE
                    || at.entry().type() == LayerEntry.Type.HARD_LINK);
  }

  /** The list of a database that is one file. */
  Placed<T> once(Image image, ImageView.Located at, Making<T> making) throws IOException {
    if (at.entry().type() == LayerEntry.Type.HARD_LINK) {
      // The target may be in a lower layer, so the result does not depend on this layer alone.
      return new Placed<>(at.layer(), making.make());
    }
    byte[] stored =
        image
            .memory()
            .once(
                image.layers().get(at.layer()).diffId(),
                version + at.entry().path(),
                () -> json.writeValueAsBytes(making.make()));
    return new Placed<>(at.layer(), json.readValue(stored, one));
  }

  /** The lists of dpkg, which has a file for each package: of each layer all at once. */
  List<Placed<T>> dpkg(Image image, Predicate<String> files, Parsing<T> parsing)
      throws IOException {
    List<Placed<T>> shown = new ArrayList<>();
    for (int i = 0; i < image.layers().size(); i++) {
      Layer layer = image.layers().get(i);
      if (!layer.hasBelow(DPKG)) {
        continue;
      }
      byte[] stored =
          image
              .memory()
              .once(
                  layer.diffId(),
                  version + DPKG,
                  () -> json.writeValueAsBytes(all(layer, files, parsing)));
      for (T list : json.<List<T>>readValue(stored, many)) {
        List<ImageView.Located> history = image.view().history(path.apply(list));
        if (!history.isEmpty() && history.getFirst().layer() == i) {
          shown.add(new Placed<>(i, list));
        }
      }
    }
    return shown;
  }

  private List<T> all(Layer layer, Predicate<String> files, Parsing<T> parsing) throws IOException {
    List<LayerEntry> entries = new ArrayList<>();
    layer.forEachBelow(
        DPKG,
        entry -> {
          if (entry.type() == LayerEntry.Type.FILE && files.test(entry.path())) {
            entries.add(entry);
          }
        });
    List<T> lists = new ArrayList<>();
    for (LayerEntry entry : entries) {
      try (InputStream in = layer.open(entry)) {
        parsing
            .parse(entry.path(), new BoundedLines(in, MAX_LINE, MAX_BYTES))
            .ifPresent(lists::add);
      }
    }
    return lists;
  }
}
