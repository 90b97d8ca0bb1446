package io.mdis.image.tar;

import java.io.IOException;

/** Takes the entries of a tar, in its order. */
@FunctionalInterface
public interface TarSink {
  /** Called once per entry, before its content has gone by. */
  void accept(TarEntry entry) throws IOException;
}
