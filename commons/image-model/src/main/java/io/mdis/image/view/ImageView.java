package io.mdis.image.view;

import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The merged file tree of an image: upper layers over lower ones, whiteouts honoured. */
public final class ImageView {

  /** A path of the merged tree and the layer (index from the base) that its entry is in. */
  public record Located(int layer, LayerEntry entry) {}

  private final List<Layer> layers;

  /** A view over open layers, from the base upwards; it does not close them. */
  public ImageView(List<Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  /** Finds a path; symlinks are followed inside the image only, at most 40 of them. */
  public Optional<Located> resolve(String path) {
    throw new UnsupportedOperationException("resolve " + path + " in " + layers.size());
  }

  /** Entries directly in a directory of the merged tree, symlinks in its path followed. */
  public List<Located> list(String directory) throws IOException {
    throw new UnsupportedOperationException(directory);
  }

  /**
   * Every layer's own version of a path, topmost first, down to where a whiteout or opaque directory
   * hides it: the first is the visible one. Symlinks in the path are not followed.
   */
  public List<Located> history(String path) {
    throw new UnsupportedOperationException(path);
  }

  /** Content of a file; a hard link's target is looked for in the merged tree below it. */
  public InputStream open(Located file) throws IOException {
    return layers.get(file.layer()).open(file.entry());
  }

  /** Whole content; throws ImageException LIMIT (FILE_BYTES) when it is larger than maxBytes. */
  public byte[] read(Located file, long maxBytes) throws IOException {
    throw new UnsupportedOperationException(maxBytes + " of " + file);
  }
}
