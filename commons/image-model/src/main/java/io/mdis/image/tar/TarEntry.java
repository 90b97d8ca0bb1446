package io.mdis.image.tar;

/**
 * One entry as the tar has it, extension headers applied.
 *
 * @param name as written, uncleaned; not UTF-8: decoded as ISO-8859-1
 * @param type what it is
 * @param link target of a link as written; else empty
 * @param mode permission bits, 07777
 * @param uid owner
 * @param gid group
 * @param size bytes of content in the tar; of a sparse file, as stored and not as it expands
 * @param mtime seconds since the epoch, rounded down
 * @param offset where the content begins in the stream
 * @param sparse whether the content is a GNU or PAX sparse file's stored form, which isn't expanded
 */
public record TarEntry(
    String name,
    Type type,
    String link,
    int mode,
    long uid,
    long gid,
    long size,
    long mtime,
    long offset,
    boolean sparse) {

  /** Kinds of entries; what is unknown counts as a file, as POSIX wants. */
  public enum Type {
    FILE,
    HARD_LINK,
    SYMLINK,
    DEVICE,
    DIRECTORY,
    FIFO
  }
}
