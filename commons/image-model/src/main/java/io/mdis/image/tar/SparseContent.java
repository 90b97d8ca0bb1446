package io.mdis.image.tar;

import java.io.IOException;
import java.util.List;

/**
 * Expands the stored content of a sparse file as it goes by: its holes come out as zeros. What it
 * writes is as large as the file says; the caller bounds that before.
 */
public final class SparseContent {
  private static final byte[] ZEROS = new byte[1 << 16];

  private final SparseFile file;
  private final Output output;
  private final StringBuilder digits = new StringBuilder();
  private SparseMap listed;
  private List<SparseFile.Piece> pieces;
  private long numbersLeft = -1;
  private long pendingOffset = -1;
  private long padding;
  private long stored;
  private int piece;
  private long inPiece;
  private long written;

  /** Takes expanded content. */
  @FunctionalInterface
  public interface Output {
    /** A piece of it; the array isn't the receiver's. */
    void write(byte[] bytes, int offset, int length) throws IOException;
  }

  /** Before the first byte. */
  public SparseContent(SparseFile file, Output output) {
    this.file = file;
    this.output = output;
    this.listed = file.inContent() ? new SparseMap() : null;
    this.pieces = file.pieces();
  }

  /** The next stored bytes; throws MALFORMED_LAYER. */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end && listed != null) {
      list(bytes[at++]);
    }
    if (padding > 0) {
      int skipped = (int) Math.min(padding, end - at);
      padding -= skipped;
      at += skipped;
    }
    while (at < end) {
      while (piece < pieces.size() && inPiece == pieces.get(piece).length()) {
        piece++;
        inPiece = 0;
      }
      if (piece == pieces.size()) {
        throw SparseMap.malformed("stored content is longer than its pieces");
      }
      SparseFile.Piece now = pieces.get(piece);
      zeros(now.offset() + inPiece);
      int n = (int) Math.min(now.length() - inPiece, end - at);
      output.write(bytes, at, n);
      written += n;
      inPiece += n;
      at += n;
    }
  }

  /** After the last stored byte: the hole at the end; throws MALFORMED_LAYER when some lack. */
  public void end() throws IOException {
    while (piece < pieces.size() && inPiece == pieces.get(piece).length()) {
      piece++;
      inPiece = 0;
    }
    if (listed != null || padding > 0 || piece < pieces.size()) {
      throw SparseMap.malformed("stored content is shorter than its pieces");
    }
    zeros(file.size());
  }

  /** Format 1.0: a line with the number of pieces, two lines for each, zeros up to a block. */
  private void list(byte next) throws TarException {
    stored++;
    if (next != '\n') {
      digits.append((char) (next & 0xff));
      if (digits.length() > 19) {
        throw SparseMap.malformed("list of pieces isn't one");
      }
      return;
    }
    long number = SparseMap.number(digits.toString());
    digits.setLength(0);
    if (numbersLeft < 0) {
      if (number > SparseMap.MAX_PIECES) {
        throw SparseMap.malformed("more than " + SparseMap.MAX_PIECES + " pieces");
      }
      numbersLeft = number * 2;
    } else {
      numbersLeft--;
      if (pendingOffset < 0) {
        pendingOffset = number;
      } else {
        listed.add(pendingOffset, number);
        pendingOffset = -1;
      }
    }
    if (numbersLeft == 0) {
      pieces = listed.file(file.size()).pieces();
      listed = null;
      padding = -stored & (TarParser.BLOCK - 1);
    }
  }

  private void zeros(long until) throws IOException {
    while (written < until) {
      int n = (int) Math.min(ZEROS.length, until - written);
      output.write(ZEROS, 0, n);
      written += n;
    }
  }
}
