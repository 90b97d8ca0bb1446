package io.mdis.packages.rpm;

import java.io.IOException;

/** One way in which rpm stores the headers of installed packages. */
public interface HeaderBlobs {

  /** Largest header that is read, in bytes; real ones of the largest packages have about 8 MiB. */
  int MAX_HEADER = 32 << 20;

  /**
   * Hands on each stored header once, in an order that depends on the file alone.
   *
   * @throws RpmDatabaseException when no more can be read; what was handed on before stands
   */
  void forEach(Sink sink) throws IOException, RpmDatabaseException;

  /** Takes what is found. */
  interface Sink {

    /** A header's bytes; false when no more are wanted. */
    boolean header(byte[] bytes);

    /** An entry that can't be read while others can. */
    void problem(String what);
  }
}
