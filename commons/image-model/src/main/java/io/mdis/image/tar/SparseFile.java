package io.mdis.image.tar;

import java.util.List;

/**
 * Where the pieces of a sparse file's stored content belong (GNU tar manual, "Storing Sparse
 * Files").
 *
 * @param size bytes of the file when expanded
 * @param pieces in order, not overlapping, within the size; empty when {@code inContent}
 * @param inContent whether the stored content begins with the list of pieces (PAX format 1.0)
 */
public record SparseFile(long size, List<Piece> pieces, boolean inContent) {
  /** The pieces are kept as they are. */
  public SparseFile {
    pieces = List.copyOf(pieces);
  }

  /** Bytes that are stored, at their place in the expanded file. */
  public record Piece(long offset, long length) {}
}
