package io.mdis.trust.baseline;

import io.mdis.contracts.Digest;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.ProtocolProblem;
import io.mdis.trust.protocol.TrustKeys;
import java.util.Objects;

/**
 * What is stored of an image, which isn't believed yet.
 *
 * @param envelope signed; null when the image couldn't be measured
 * @param problem why it couldn't; null when it could
 */
public record StoredBaseline(Envelope envelope, String problem) {

  /**
   * The baseline in the envelope, once it is a signed one of the image and host that it is stored
   * for. Throws ProtocolException, saying how it isn't.
   *
   * @param host where it was made; null for one of an image as pushed
   */
  Baseline checked(TrustKeys keys, Digest imageId, HostName host) throws ProtocolException {
    Baseline baseline = keys.baseline(envelope);
    if (!baseline.image().imageId().equals(imageId)) {
      throw another("it is about " + baseline.image().imageId());
    }
    if (!Objects.equals(baseline.host(), host)) {
      throw another("it is for " + baseline.host());
    }
    return baseline;
  }

  private static ProtocolException another(String what) {
    return new ProtocolException(ProtocolProblem.WRONG_STATEMENT, what);
  }
}
