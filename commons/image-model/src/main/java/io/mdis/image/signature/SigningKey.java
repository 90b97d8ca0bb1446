package io.mdis.image.signature;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/** A private key that artefacts are signed with: ECDSA on P-256 or P-384, or Ed25519. */
public final class SigningKey {
  private final PrivateKey key;
  private final KeyKind kind;

  private SigningKey(PrivateKey key, KeyKind kind) {
    this.key = key;
    this.kind = kind;
  }

  /** Reads an unencrypted PKCS#8 key in PEM; throws IOException that says what is wrong. */
  public static SigningKey read(Path file) throws IOException {
    for (PemFile.Block block : PemFile.read(file).blocks()) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          PrivateKey key =
              KeyKind.read(
                      new PKCS8EncodedKeySpec(block.content()),
                      (factory, spec) -> factory.generatePrivate(spec))
                  .orElseThrow(
                      () ->
                          new IOException(
                              file + " holds no key for ECDSA P-256 or P-384, or Ed25519"));
          return new SigningKey(key, KeyKind.of(key).orElseThrow());
        }
        case "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY" ->
            throw new IOException(
                file
                    + " holds a block \""
                    + block.label()
                    + "\"; write an ECDSA or Ed25519 key as"
                    + " plain PKCS#8: openssl pkcs8 -topk8 -nocrypt -in FILE");
        default -> {
          // Parameters of a curve stand before its key.
        }
      }
    }
    throw new IOException(file + " holds no PEM block \"PRIVATE KEY\"");
  }

  byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(kind.signature());
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java signs with " + kind.signature(), e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + kind + "]";
  }
}
