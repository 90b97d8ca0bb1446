package io.mdis.trust.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.image.tar.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {
  private static final Baseline BASELINE = Statements.baseline(Statements.image("a", "b"));

  static List<Statements.Key> keys() {
    return List.of(Statements.Key.ed25519(), Statements.Key.ec("secp384r1"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aSignedBaselineIsReadAsItWasWritten(Statements.Key key) throws Exception {
    Envelope sent = signed(key);
    Envelope received = TrustJson.read(TrustJson.write(sent), Envelope.class);

    assertThat(new TrustKeys(List.of(key.trusted())).baseline(received)).isEqualTo(BASELINE);
    assertThat(received.statement()).isEqualTo(sent.statement());
  }

  @Test
  void theBytesToBeSignedAreThoseOfTheSpecification() {
    // The example of DSSE, protocol.md.
    byte[] signed =
        Envelope.toBeSigned(
            "http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8));

    assertThat(new String(signed, StandardCharsets.UTF_8))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyChangedByteIsNoticed(Statements.Key key) throws Exception {
    Envelope sent = signed(key);
    TrustKeys keys = new TrustKeys(List.of(key.trusted()));
    byte[] payload = sent.payload().toBytes();
    for (int at = 0; at < payload.length; at += 97) {
      byte[] changed = payload.clone();
      changed[at] ^= 1;
      refused(keys, new Envelope(sent.payloadType(), ByteString.of(changed), sent.signatures()));
    }
    byte[] signature = sent.signatures().getFirst().sig().toBytes();
    signature[signature.length / 2] ^= 1;
    refused(keys, withSignature(sent, key.trusted().keyId(), signature));
    refused(keys, withSignature(sent, key.trusted().keyId(), new byte[0]));
  }

  @Test
  void aForeignKeyCountsUnderNoName() throws Exception {
    Statements.Key ours = Statements.Key.ed25519();
    Envelope foreign = signed(Statements.Key.ed25519());
    TrustKeys keys = new TrustKeys(List.of(ours.trusted()));

    refused(keys, foreign);
    refused(
        keys,
        withSignature(
            foreign, ours.trusted().keyId(), foreign.signatures().getFirst().sig().toBytes()));
  }

  @Test
  void aKeyForVerdictsSignsNoBaselines() throws Exception {
    Statements.Key key = Statements.Key.ed25519();
    TrustKey verdictsOnly =
        new TrustKey(
            key.trusted().keyId(),
            key.trusted().algorithm(),
            key.trusted().publicKey(),
            Set.of(StatementType.VERDICT),
            null);

    refused(new TrustKeys(List.of(verdictsOnly)), signed(key));
  }

  @Test
  void aVerdictIsNeverABaseline() throws Exception {
    Statements.Key key = Statements.Key.ed25519();
    TrustKeys keys = new TrustKeys(List.of(key.trusted()));
    Envelope sent = signed(key);
    Envelope renamed =
        new Envelope(StatementType.VERDICT.mediaType(), sent.payload(), sent.signatures());

    assertThatThrownBy(() -> keys.verdict(sent))
        .extracting("problem")
        .isEqualTo(ProtocolProblem.WRONG_STATEMENT);
    assertThatThrownBy(() -> keys.verdict(renamed))
        .extracting("problem")
        .isEqualTo(ProtocolProblem.UNTRUSTED_SIGNATURE);
  }

  @Test
  void whatARetiredKeySignedStillCounts() throws Exception {
    Statements.Key old = Statements.Key.ed25519();
    Statements.Key present = Statements.Key.ec("secp384r1");
    TrustKeys keys =
        new TrustKeys(List.of(present.trusted(), old.trusted().retired(Statements.NOW)));

    assertThat(keys.baseline(signed(old))).isEqualTo(BASELINE);
    refused(new TrustKeys(List.of(present.trusted())), signed(old));
  }

  @Test
  void otherCurvesAndFalseNamesOfKeysAreRefused() {
    TrustKey key = Statements.Key.ed25519().trusted();

    assertThatThrownBy(() -> Statements.Key.ec("secp256r1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("P-384");
    assertThatThrownBy(
            () -> new TrustKey("0".repeat(64), key.algorithm(), key.publicKey(), key.signs(), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Envelope signed(Statements.Key key) {
    return Envelope.sign(StatementType.BASELINE, TrustJson.write(BASELINE), key.signer());
  }

  private static Envelope withSignature(Envelope envelope, String keyId, byte[] signature) {
    return new Envelope(
        envelope.payloadType(),
        envelope.payload(),
        List.of(new Envelope.Signature(keyId, ByteString.of(signature))));
  }

  private static void refused(TrustKeys keys, Envelope envelope) {
    assertThatThrownBy(() -> keys.baseline(envelope))
        .extracting("problem")
        .isEqualTo(ProtocolProblem.UNTRUSTED_SIGNATURE);
  }
}
