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
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/**
 * A file of PEM blocks (RFC 7468, RFC 1421). That a private key lies open is told by the rules;
 * here certificates are judged and passphrases tried.
 */
final class PemFile {
  private static final int MAX_BLOCKS = 200;

  /** A file of more certificates without a key is a bundle of authorities. */
  private static final int BUNDLE = 10;

  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private final String path;
  private final SecretHash hash;

  PemFile(String path, SecretHash hash) {
    this.path = path;
    this.hash = hash;
  }

  void read(byte[] bytes, List<CheckHit> hits) throws IOException {
    List<X509CertificateHolder> certificates = new ArrayList<>();
    try (PEMParser parser =
        new PEMParser(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.ISO_8859_1))) {
      for (int i = 0; i < MAX_BLOCKS; i++) {
        Object block = parser.readObject();
        if (block == null) {
          break;
        }
        switch (block) {
          case X509CertificateHolder certificate -> certificates.add(certificate);
          case PEMEncryptedKeyPair pair -> tell(passphrase(pair), hits);
          case PKCS8EncryptedPrivateKeyInfo key -> tell(passphrase(key), hits);
          default -> {}
        }
      }
    } catch (IOException | RuntimeException e) {
      // What can't be parsed is no PEM file, whatever it is called; what was read counts.
    }
    if (certificates.size() <= BUNDLE) {
      Certificates judge = new Certificates(path, hits);
      certificates.forEach(judge::add);
    }
  }

  private void tell(Optional<String> passphrase, List<CheckHit> hits) {
    passphrase.ifPresent(
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
  private static Optional<String> passphrase(PEMEncryptedKeyPair pair) {
    return Passphrases.find(
        1,
        word -> {
          try {
            pair.decryptKeyPair(new BcPEMDecryptorProvider(word.toCharArray()));
            return true;
          } catch (IOException | RuntimeException e) {
            return false;
          }
        });
  }

  private static Optional<String> passphrase(PKCS8EncryptedPrivateKeyInfo key) {
    long iterations = Passphrases.iterations(key.toASN1Structure().getEncryptionAlgorithm());
    return Passphrases.find(
        iterations,
        word -> {
          try {
            key.decryptPrivateKeyInfo(
                new JcePKCSPBEInputDecryptorProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(word.toCharArray()));
            return true;
          } catch (PKCSException | RuntimeException e) {
            return false;
          }
        });
  }
}
