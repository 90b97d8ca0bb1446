package io.mdis.image.tar;

import java.io.IOException;

/** Takes the entries of a tar with every byte of them, in its order. */
public interface ExactTarSink {
  /** Called once per entry, before its content. */
  void accept(TarEntry entry, TarDetail detail) throws IOException;

  /** A piece of the stored content of the entry that came last; the array is the parser's. */
  void content(byte[] bytes, int offset, int length) throws IOException;
}
