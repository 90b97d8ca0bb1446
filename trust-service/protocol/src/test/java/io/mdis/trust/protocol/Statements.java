package io.mdis.trust.protocol;

import io.mdis.contracts.Digest;
import io.mdis.measurement.ImageMeasurement;
import io.mdis.measurement.LayerMeasurement;
import io.mdis.measurement.LayerMetadata;
import io.mdis.measurement.Sha384;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Made-up statements and the keys that sign them. */
final class Statements {
  static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  static final HostName HOST = HostName.of("node-7.example.org");
  static final Digest IMAGE = digest("image");

  private Statements() {}

  static Digest digest(String text) {
    return Digest.sha256(Sha384.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 64));
  }

  static MeasuredImage image(String... files) {
    List<LayerMetadata> chain =
        LayerMetadata.chain(List.of(digest("layer 0"), digest("layer 1")).subList(0, files.length));
    List<LayerMeasurement> layers = new java.util.ArrayList<>();
    for (int i = 0; i < files.length; i++) {
      Sha384 value = Sha384.of(files[i].getBytes(StandardCharsets.UTF_8));
      layers.add(new LayerMeasurement(chain.get(i), value, value, 7));
    }
    return MeasuredImage.of(new ImageMeasurement(IMAGE, layers));
  }

  static Baseline baseline(MeasuredImage image) {
    return new Baseline(
        Baseline.Origin.PUSHED,
        null,
        Baseline.FORM,
        image,
        List.of(digest("manifest")),
        "registry.example.org/app:1",
        true,
        List.of(),
        NOW,
        null);
  }

  static VerifyRequest request(MeasuredImage image) {
    return new VerifyRequest(Nonce.random(), NOW, IMAGE, image, List.of(), "docker 29", null);
  }

  static VerifyAnswer answer(VerifyRequest request, Baseline baseline, Signer signer) {
    Envelope signed = Envelope.sign(StatementType.BASELINE, TrustJson.write(baseline), signer);
    Verdict verdict =
        new Verdict(
            Verdict.Outcome.TRUSTED,
            HOST,
            request.nonce(),
            IMAGE,
            request.image().trust(),
            signed.statement(),
            List.of(),
            "as pushed",
            NOW);
    return new VerifyAnswer(
        Envelope.sign(StatementType.VERDICT, TrustJson.write(verdict), signer), signed);
  }

  /** A key that signs, for both kinds of statements. */
  record Key(TrustKey trusted, Signer signer) {
    static Key ed25519() {
      try {
        return of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    static Key ec(String curve) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return of(generator.generateKeyPair());
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    private static Key of(KeyPair pair) {
      TrustKey key =
          TrustKey.of(pair.getPublic(), Set.of(StatementType.BASELINE, StatementType.VERDICT));
      return new Key(
          key,
          new Signer() {
            @Override
            public String keyId() {
              return key.keyId();
            }

            @Override
            public byte[] sign(byte[] message) {
              try {
                Signature signature = Signature.getInstance(key.algorithm().signature());
                signature.initSign(pair.getPrivate());
                signature.update(message);
                return signature.sign();
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
              }
            }
          });
    }
  }
}
