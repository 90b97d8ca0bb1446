package io.mdis.trust.baseline;

import io.mdis.contracts.Digest;
import io.mdis.trust.protocol.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps what was measured of layers. Throws IOException when it is away, and ProtocolException,
 * which is one, when what is stored can't even be read as an envelope.
 */
public interface LayerArchive {

  /** The signed statement about a layer, which isn't believed yet. */
  Optional<Envelope> find(Digest diffId) throws IOException;

  /** Keeps a statement with its per-file list, in place of an earlier one. */
  void put(Digest diffId, Envelope statement, Path files) throws IOException;

  /**
   * The per-file list of a layer; to be closed. Whoever gets it checks it against the baseline.
   * Reading throws IOException when a part is missing.
   */
  Optional<InputStream> files(Digest diffId) throws IOException;
}
