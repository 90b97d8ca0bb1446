package io.mdis.image.tar;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an entry has beyond {@link TarEntry}, byte for byte.
 *
 * @param name as written
 * @param link as written; empty for what is no link
 * @param flag the header's type flag
 * @param major major number of a device, else 0
 * @param minor minor number of a device, else 0
 * @param xattrs extended attributes (PAX records {@code SCHILY.xattr.NAME}), names in byte order
 * @param sparse how the stored content expands, if it is a sparse file's
 */
public record TarDetail(
    ByteString name,
    ByteString link,
    char flag,
    long major,
    long minor,
    SortedMap<ByteString, ByteString> xattrs,
    Optional<SparseFile> sparse) {

  /** The attributes are kept as they are. */
  public TarDetail {
    xattrs =
        xattrs.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
  }

  TarDetail expanding(SparseFile file) {
    return new TarDetail(name, link, flag, major, minor, xattrs, Optional.of(file));
  }
}
