package io.mdis.image.view;

import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerEntry;
import io.mdis.image.tar.TarPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The merged file tree of an image: upper layers over lower ones, whiteouts honoured. Answers by
 * lookups in the layers' indexes; the tree is never built. Safe for use by several threads.
 */
public final class ImageView {

  /**
   * A path of the merged tree and the layer (index from the base) that its entry is in. A directory
   * that only shows in the paths of others has mode 0755 and offset -1.
   */
  public record Located(int layer, LayerEntry entry) {}

  private final List<Layer> layers;
  private final LayerTree tree;

  /** A view over open layers, from the base upwards; it does not close them. */
  public ImageView(List<Layer> layers) {
    this.layers = List.copyOf(layers);
    this.tree = new LayerTree(this.layers);
  }

  /**
   * Finds a path; symlinks are followed inside the image only, at most 40 of them. Empty for what
   * isn't there, a dangling symlink and a cycle. An entry whose path leads through a symlink as
   * written in its tar is found by that path too.
   */
  public Optional<Located> resolve(String path) {
    try {
      Optional<Spot> spot = tree.follow(path);
      if (spot.isEmpty()) {
        spot = tree.literal(TarPath.clean(path)).filter(s -> !isSymlink(s));
      }
      return spot.map(Spot::located);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Entries directly in a directory of the merged tree in order of name, symlinks in its path
   * followed but not those in it. Empty for what is no directory.
   */
  public List<Located> list(String directory) throws IOException {
    Optional<Spot> spot = tree.follow(directory);
    List<Located> entries = new ArrayList<>();
    if (spot.isPresent() && spot.get().located().entry().type() == LayerEntry.Type.DIRECTORY) {
      for (String name : tree.names(spot.get())) {
        tree.child(spot.get(), name).ifPresent(child -> entries.add(child.located()));
      }
    }
    return entries;
  }

  /**
   * Every layer's own version of a path, topmost first, down to where a whiteout or opaque
   * directory hides it: the first is the visible one. Symlinks in the path are not followed.
   */
  public List<Located> history(String path) {
    String clean = TarPath.clean(path);
    int slash = clean.lastIndexOf('/');
    try {
      Optional<Spot> parent = tree.literal(slash < 0 ? "" : clean.substring(0, slash));
      return parent.isEmpty() ? List.of() : tree.versions(clean, parent.get().floor());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Content of a file; a hard link's target is looked for in the merged tree below it. Throws
   * ImageException NOT_FOUND for what has none.
   */
  public InputStream open(Located file) throws IOException {
    Located target = content(file);
    return layers.get(target.layer()).open(target.entry());
  }

  /** Whole content; throws ImageException LIMIT (FILE_BYTES) when it is larger than maxBytes. */
  public byte[] read(Located file, long maxBytes) throws IOException {
    Located target = content(file);
    long size = target.entry().size();
    if (size > Math.min(maxBytes, Integer.MAX_VALUE - 8)) {
      throw new ImageException(
          ImageProblem.FILE_BYTES,
          file.entry().path()
              + " in layer "
              + layers.get(file.layer()).diffId()
              + " has "
              + size
              + " bytes; at most "
              + maxBytes
              + " are read");
    }
    try (InputStream in = layers.get(target.layer()).open(target.entry())) {
      return in.readNBytes((int) size);
    }
  }

  private Located content(Located file) throws IOException {
    Located at = file;
    for (int hops = 0; at.entry().type() == LayerEntry.Type.HARD_LINK; hops++) {
      Optional<Located> target = hops < LayerTree.MAX_SYMLINKS ? target(at) : Optional.empty();
      if (target.isEmpty()) {
        throw new ImageException(
            ImageProblem.NOT_FOUND,
            file.entry().path()
                + " in layer "
                + layers.get(file.layer()).diffId()
                + " is a hard link to "
                + at.entry().linkTarget()
                + ", which isn't there");
      }
      at = target.get();
    }
    return at;
  }

  private Optional<Located> target(Located link) throws IOException {
    String path = link.entry().linkTarget();
    Optional<LayerEntry> own = layers.get(link.layer()).find(path);
    if (own.isPresent() && own.get().type() != LayerEntry.Type.WHITEOUT) {
      return own.map(entry -> new Located(link.layer(), entry));
    }
    return new LayerTree(layers.subList(0, link.layer())).literal(path).map(Spot::located);
  }

  private static boolean isSymlink(Spot spot) {
    return spot.located().entry().type() == LayerEntry.Type.SYMLINK;
  }
}
