package io.mdis.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Looks into archives: zip and what is one, tar, gzip, bzip2, xz, zstd, ar (Debian packages), RPM
 * packages, cpio, 7z, and those inside of one another. Members are streamed; nothing goes to disk.
 * Safe for use by several threads.
 */
public final class ArchiveMembers {
  private final ArchiveLimits limits;

  /** With limits for each file. */
  public ArchiveMembers(ArchiveLimits limits) {
    this.limits = limits;
  }

  /** Opens a file from its beginning, as often as it is asked to. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  /** Takes members. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Called for each regular file that is no archive, and for archives that are not opened.
     *
     * @param content may be read in part or not at all; a read that throws IOException was that of
     *     a damaged archive or met a limit, which the walk tells of
     */
    void member(ArchiveMember member, InputStream content) throws IOException;
  }

  /** Looks into a file of a layer; as the other. */
  public List<LeftOut> visit(LayerFile file, Visitor visitor) throws IOException {
    return visit(file.entry().path(), file.kind(), file.entry().size(), file::open, visitor);
  }

  /**
   * Looks into a file. Damage, encryption and limits are no failure but told.
   *
   * @param path what the file is called in the members' paths
   * @param kind of the file; one that is no archive has no members
   * @param size of the file in bytes
   * @return what was not looked into, {@value ArchiveDescent#MAX_LEFT_OUT} at most
   * @throws IOException what the source and the visitor throw, or InterruptedIOException
   */
  public List<LeftOut> visit(String path, FileKind kind, long size, Source source, Visitor visitor)
      throws IOException {
    ArchiveDescent descent = new ArchiveDescent(new UnpackBudget(limits, size), visitor);
    if (kind.isArchive()) {
      descent.file(path, kind, size, source);
    }
    return descent.leftOut();
  }
}
