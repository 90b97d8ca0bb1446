package io.mdis.measurement.tar;

import io.mdis.contracts.Digest;
import io.mdis.measurement.tree.FileManifest;
import java.util.List;

/**
 * What was measured of a layer's tar.
 *
 * @param diffId digest of the tar
 * @param manifest its per-file list, with the digests over it
 * @param remarks what is odd about it, the first of each kind
 */
public record TarMeasure(Digest diffId, FileManifest manifest, List<Remark> remarks) {
  /** The remarks are kept as they are. */
  public TarMeasure {
    remarks = List.copyOf(remarks);
  }

  /** Whether Docker loads it; one that it doesn't load can be on no Docker host. */
  public boolean loadable() {
    return remarks.stream().allMatch(remark -> remark.kind().loadable());
  }
}
