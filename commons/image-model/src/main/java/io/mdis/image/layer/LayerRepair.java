package io.mdis.image.layer;

import io.mdis.contracts.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes a stored layer usable again whose index is missing, corrupt or of another version. */
final class LayerRepair {
  private final LayerFolder folder;
  private final LayerLimits limits;

  LayerRepair(LayerFolder folder, LayerLimits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /**
   * Whether the layer can be used, with a new index if need be; one whose tar isn't what its name
   * says is removed. The caller holds the exclusive lock.
   */
  boolean isSound(Digest diffId, Path temporary) throws IOException {
    Path tar = folder.tar(diffId);
    Path index = folder.index(diffId);
    if (!Files.exists(tar)) {
      return false;
    }
    if (Files.exists(index)) {
      var layer = StoredLayer.open(diffId, tar, index, () -> {});
      if (layer.isPresent()) {
        layer.get().close();
        return true;
      }
    }
    if (!rebuild(diffId, tar, temporary)) {
      folder.remove(diffId);
      return false;
    }
    Files.move(
        temporary, index, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  private boolean rebuild(Digest diffId, Path tar, Path temporary) throws IOException {
    try (InputStream in = Files.newInputStream(tar);
        TarSpool spool = new TarSpool(null, limits)) {
      Hashing hashing = new Hashing(diffId);
      byte[] buffer = new byte[1 << 20];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        hashing.update(buffer, 0, n);
        spool.write(buffer, n);
      }
      IndexBuilder index = spool.finish();
      if (!hashing.digest().equals(diffId)) {
        return false;
      }
      index.write(temporary, Files.size(tar));
      return true;
    } catch (io.mdis.image.tar.TarException e) {
      // Cut short or overwritten on disk, or beyond today's limits: read it from its source again.
      return false;
    }
  }
}
