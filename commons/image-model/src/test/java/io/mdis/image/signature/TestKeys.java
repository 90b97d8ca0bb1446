package io.mdis.image.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Key pairs in PEM files, {@code NAME.key} and {@code NAME.pub}. */
record TestKeys(Path secret, Path open) {

  /** The kind is {@code Ed25519}, {@code RSA}, or the name of a curve. */
  static TestKeys make(Path folder, String name, String kind) throws IOException {
    KeyPair pair = pair(kind);
    return new TestKeys(
        pem(folder.resolve(name + ".key"), "PRIVATE KEY", pair.getPrivate().getEncoded()),
        pem(folder.resolve(name + ".pub"), "PUBLIC KEY", pair.getPublic().getEncoded()));
  }

  static Path pem(Path file, String label, byte[] content) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label));
  }

  private static KeyPair pair(String kind) {
    try {
      boolean curve = kind.startsWith("secp");
      KeyPairGenerator generator = KeyPairGenerator.getInstance(curve ? "EC" : kind);
      if (curve) {
        generator.initialize(new ECGenParameterSpec(kind));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
