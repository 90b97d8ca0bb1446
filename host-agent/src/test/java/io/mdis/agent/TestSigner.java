package io.mdis.agent;

import io.mdis.measurement.ImageMeasurement;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.Signer;
import io.mdis.trust.protocol.StatementType;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.TrustKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Signs statements as a trust service does, with a key of the test's own. */
public final class TestSigner implements Signer {
  private final KeyPair key;

  /** With a new key. */
  public TestSigner() {
    try {
      key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The baseline of an image that was pushed. */
  public static Baseline pushed(ImageMeasurement image) {
    return new Baseline(
        Baseline.Origin.PUSHED,
        null,
        Baseline.FORM,
        MeasuredImage.of(image),
        List.of(),
        "test",
        true,
        List.of(),
        Instant.now(),
        null);
  }

  /** A signed statement. */
  public Envelope sign(StatementType type, Object statement) {
    return Envelope.sign(type, TrustJson.write(statement), this);
  }

  /** What makes a host believe all that it signs. */
  public TrustKey trusted() {
    return TrustKey.of(key.getPublic(), Set.of(StatementType.values()));
  }

  @Override
  public String keyId() {
    return TrustKey.keyId(key.getPublic().getEncoded());
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
