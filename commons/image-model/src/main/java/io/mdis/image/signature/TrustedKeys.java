package io.mdis.image.signature;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Public keys whose signatures count: ECDSA on P-256 or P-384, or Ed25519. */
public final class TrustedKeys {
  private static final int MAX_KEYS = 32;

  private final List<PublicKey> keys;

  private TrustedKeys(List<PublicKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads PEM files with one or more blocks {@code PUBLIC KEY} each (RFC 5280,
   * SubjectPublicKeyInfo).
   *
   * @throws IOException when a file has none, or a key of another kind: a key that can't be used
   *     must not be passed over in silence
   */
  public static TrustedKeys read(List<Path> files) throws IOException {
    List<PublicKey> keys = new ArrayList<>();
    for (Path file : files) {
      int before = keys.size();
      for (PemFile.Block block : PemFile.read(file).blocks()) {
        if (!block.label().equals("PUBLIC KEY")) {
          throw new IOException(
              file + " holds a block \"" + block.label() + "\"; only PUBLIC KEY is trusted");
        }
        keys.add(
            KeyKind.read(
                    new X509EncodedKeySpec(block.content()),
                    (factory, spec) -> factory.generatePublic(spec))
                .orElseThrow(
                    () ->
                        new IOException(
                            file + " holds a key other than ECDSA P-256, P-384 and Ed25519")));
      }
      if (keys.size() == before) {
        throw new IOException(file + " holds no PEM block \"PUBLIC KEY\"");
      }
    }
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new IOException("1 to " + MAX_KEYS + " keys can be trusted, not " + keys.size());
    }
    return new TrustedKeys(keys);
  }

  /**
   * Who signed a message: SHA-256 of the key's SubjectPublicKeyInfo, in hex; empty when it was none
   * of these.
   */
  Optional<String> signer(byte[] message, byte[] signature) {
    return keys.stream()
        .filter(key -> verifies(key, message, signature))
        .findFirst()
        .map(TrustedKeys::fingerprint);
  }

  private static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance(KeyKind.of(key).orElseThrow().signature());
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature of another form than the key's is none of it.
      return false;
    }
  }

  private static String fingerprint(PublicKey key) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
