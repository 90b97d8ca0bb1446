package io.mdis.trust.baseline;

import io.mdis.contracts.Digest;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps baselines. Throws IOException when it is away, and ProtocolException, which is one, when
 * what is stored can't even be read as an envelope.
 */
public interface BaselineStore {

  /** That of an image as pushed, or with a host the one that was made there. */
  Optional<StoredBaseline> find(Digest imageId, HostName host) throws IOException;

  /** The image that was pushed by a manifest. */
  Optional<Digest> imageOf(Digest manifest) throws IOException;

  /** Keeps one in place of an earlier one. */
  void put(Baseline baseline, Envelope signed) throws IOException;

  /** Notes why an image that was pushed has no baseline; one that has one keeps it. */
  void failed(Digest imageId, Digest manifest, String problem) throws IOException;

  /** Notes that what is stored isn't what was signed, so that it is measured again. */
  void suspect(Digest imageId, HostName host) throws IOException;
}
