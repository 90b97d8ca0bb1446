package io.mdis.trust.key;

import io.mdis.trust.protocol.Signer;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519 (RFC 8032) by Bouncy Castle: every verdict is signed, and its implementation takes a
 * tenth of the JDK's time.
 */
record Ed25519Signer(String keyId, Ed25519PrivateKeyParameters key) implements Signer {

  @Override
  public byte[] sign(byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    key.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    return signature;
  }

  @Override
  public String toString() {
    return "Ed25519Signer[" + keyId + "]";
  }
}
