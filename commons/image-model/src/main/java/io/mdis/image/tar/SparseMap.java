package io.mdis.image.tar;

import io.mdis.image.ImageProblem;
import java.util.ArrayList;
import java.util.List;

/** Collects and checks the pieces of a sparse file. */
final class SparseMap {
  /** Most pieces of one file. */
  static final int MAX_PIECES = 1 << 18;

  private final List<SparseFile.Piece> pieces = new ArrayList<>();
  private long end;

  void add(long offset, long length) throws TarException {
    if (offset < end || length < 0 || length > Long.MAX_VALUE - offset) {
      throw malformed("pieces overlap or are out of order");
    }
    if (pieces.size() == MAX_PIECES) {
      throw malformed("more than " + MAX_PIECES + " pieces");
    }
    end = offset + length;
    pieces.add(new SparseFile.Piece(offset, length));
  }

  SparseFile file(long size) throws TarException {
    if (size < end) {
      throw malformed("pieces reach beyond its size");
    }
    return new SparseFile(size, pieces, false);
  }

  /** Numbers in turn offset and length, separated by commas (PAX format 0.1). */
  static SparseFile parse(String list, long size) throws TarException {
    SparseMap map = new SparseMap();
    String[] numbers = list.isEmpty() ? new String[0] : list.split(",", -1);
    if (numbers.length % 2 != 0) {
      throw malformed("odd list of pieces");
    }
    for (int i = 0; i < numbers.length; i += 2) {
      map.add(number(numbers[i]), number(numbers[i + 1]));
    }
    return map.file(size);
  }

  static long number(String text) throws TarException {
    if (text.isEmpty() || text.length() > 19 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw malformed("a piece isn't a number");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw malformed("a piece is out of range");
    }
  }

  static TarException malformed(String what) {
    return new TarException(ImageProblem.MALFORMED_LAYER, "sparse file: " + what);
  }
}
