package io.mdis.image.layer;

/**
 * One entry of a layer's tar, with a cleaned path.
 *
 * @param path relative to the root, no leading or trailing slash, no {@code .} or {@code ..}; names
 *     that are not UTF-8 are decoded as ISO-8859-1
 * @param type of the entry
 * @param mode permission bits, 07777
 * @param uid owner
 * @param gid group
 * @param size bytes of the content; 0 for everything but files
 * @param mtime seconds since the epoch
 * @param linkTarget target of a symlink as written, cleaned path of a hard link; else null
 * @param offset where the content begins in the uncompressed tar; of a hard link, -1
 */
public record LayerEntry(
    String path,
    Type type,
    int mode,
    long uid,
    long gid,
    long size,
    long mtime,
    String linkTarget,
    long offset) {

  /** Kinds of entries; whiteouts as the OCI image layer specification defines them. */
  public enum Type {
    FILE,
    DIRECTORY,
    SYMLINK,
    HARD_LINK,
    DEVICE,
    FIFO,
    /** {@code .wh.NAME}: the path is the one that is removed. */
    WHITEOUT,
    /** {@code .wh..wh..opq}: the path is the directory whose lower content is hidden. */
    OPAQUE
  }
}
