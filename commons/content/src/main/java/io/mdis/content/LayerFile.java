package io.mdis.content;

import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A regular file of a layer, with what it is.
 *
 * @param layer it is in
 * @param entry path, owner, size
 * @param kind by its first bytes
 * @param head its first bytes, {@link FileKind#HEAD} at most; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record LayerFile(Layer layer, LayerEntry entry, FileKind kind, byte[] head) {

  /** A file whose beginning is read to tell its kind. */
  static LayerFile of(Layer layer, LayerEntry entry) throws IOException {
    int length = (int) Math.min(FileKind.HEAD, entry.size());
    byte[] head = new byte[length];
    if (length > 0) {
      try (InputStream in = layer.open(entry)) {
        in.readNBytes(head, 0, length);
      }
    }
    return new LayerFile(layer, entry, FileKind.of(head, length), head);
  }

  /** The content from its beginning; may be opened again and again while the layer is open. */
  public InputStream open() throws IOException {
    return layer.open(entry);
  }

  /** The interpreter of a script. */
  public Optional<String> interpreter() {
    return Shebang.interpreter(head, head.length);
  }
}
