package io.mdis.secret.keystore;

import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.Redaction;
import io.mdis.secret.detect.SecretHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * A file of PEM blocks (RFC 7468, RFC 1421). That a private key lies open is told by the rules;
 * here certificates are judged and passphrases tried.
 */
final class PemFile {
  private static final int MAX_BLOCKS = 200;

  /** Encrypted keys that passphrases are tried on. */
  private static final int MAX_TRIED = 3;

  private final String path;
  private final SecretHash hash;

  PemFile(String path, SecretHash hash) {
    this.path = path;
    this.hash = hash;
  }

  void read(byte[] bytes, List<CheckHit> hits) throws IOException {
    List<X509CertificateHolder> certificates = new ArrayList<>();
    List<Supplier<Passphrases.Trial>> locked = new ArrayList<>();
    try (PEMParser parser =
        new PEMParser(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.ISO_8859_1))) {
      for (int i = 0; i < MAX_BLOCKS; i++) {
        switch (block(parser)) {
          case X509CertificateHolder certificate -> certificates.add(certificate);
          case PEMEncryptedKeyPair pair -> locked.add(() -> passphrase(pair, bytes.length));
          case PKCS8EncryptedPrivateKeyInfo key -> locked.add(() -> Passphrases.find(key));
          case null -> i = MAX_BLOCKS;
          default -> {}
        }
      }
    }
    locked.stream().limit(MAX_TRIED).forEach(key -> tell(key.get(), hits));
    if (!Certificates.isBundle(certificates)) {
      new Certificates(path, hits).add(certificates);
    }
  }

  /** The next block, or something else for one that can't be read; null at the end. */
  private static Object block(PEMParser parser) {
    try {
      return parser.readObject();
    } catch (IOException | RuntimeException e) {
      return e; // Broken, or of a kind that is told of by the rules, as OpenSSH's.
    }
  }

  /** That a passphrase was guessed; a key that stays locked is told of by the rules. */
  void tell(Passphrases.Trial trial, List<CheckHit> hits) {
    trial
        .word()
        .ifPresent(
            word ->
                hits.add(
                    new CheckHit(
                        "key-passphrase-common",
                        path,
                        0,
                        Redaction.of(word),
                        hash.of(word),
                        Map.of())));
  }

  /** RFC 1421 with OpenSSL's derivation: one round of MD5, so tries are cheap. */
  private static Passphrases.Trial passphrase(PEMEncryptedKeyPair pair, int size) {
    return Passphrases.find(
        size / Passphrases.BYTES_OF_ITERATION,
        word -> {
          try {
            pair.decryptKeyPair(new BcPEMDecryptorProvider(word.toCharArray()));
            return true;
          } catch (IOException | RuntimeException e) {
            return false;
          }
        });
  }
}
