package io.mdis.measurement.host;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.posix.FileStatus;
import io.mdis.measurement.tree.FileManifest;
import java.util.List;

/**
 * What was measured of a directory.
 *
 * @param manifest its per-file list, with the digests over it
 * @param root status of the directory itself, which LTD1 leaves out
 * @param overlay digest over all attributes of overlayfs, see {@link OverlayAttributes}
 * @param mounted paths at which something else is mounted, so that the measurement saw that; the
 *     first of them
 * @param linkedOutside files that have a name outside of the directory too, by which they can be
 *     written; the first of them
 */
public record TreeMeasure(
    FileManifest manifest,
    FileStatus root,
    Sha384 overlay,
    List<ByteString> mounted,
    List<ByteString> linkedOutside) {
  /** The lists are kept as they are. */
  public TreeMeasure {
    mounted = List.copyOf(mounted);
    linkedOutside = List.copyOf(linkedOutside);
  }
}
