package io.mdis.content;

/**
 * A member of an archive that is no archive itself, or one that is not opened.
 *
 * @param path of the archives around it and its own, such as {@code outer.zip!/inner.tar!/a.txt};
 *     never a path on disk
 * @param depth archives around it, at least 1
 * @param kind by its first bytes
 * @param head its first bytes, {@link FileKind#HEAD} at most; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ArchiveMember(String path, int depth, FileKind kind, byte[] head) {}
