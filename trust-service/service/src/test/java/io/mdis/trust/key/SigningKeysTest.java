package io.mdis.trust.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.fixtures.TestKeys;
import io.mdis.trust.TrustProblem;
import io.mdis.trust.key.SigningKeys.SigningKey;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.StatementType;
import io.mdis.trust.protocol.TrustKey;
import io.mdis.trust.protocol.TrustKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"Ed25519", "secp384r1"})
  void aKeyOfAFileSignsWhatItsPublicHalfChecks(String kind) throws Exception {
    TestKeys files = TestKeys.make(folder, "key", kind);

    SigningKey key = SigningKeys.file(files.secret());

    assertThat(key.publicKey()).isEqualTo(PemKeys.publicKeys(files.open()).getFirst());
    signs(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "secp256r1", "X25519"})
  void otherKeysAreRefused(String kind) throws Exception {
    TestKeys files = TestKeys.make(folder, "key", kind);

    assertThatThrownBy(() -> SigningKeys.file(files.secret()))
        .hasMessageContaining(files.secret().toString())
        .extracting("problem")
        .isEqualTo(TrustProblem.KEYS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no key", "-----BEGIN PRIVATE KEY-----\nSECRET"})
  void whatIsNoKeyIsRefusedWithoutBeingQuoted(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("key"), content);

    assertThatThrownBy(() -> SigningKeys.file(file))
        .hasMessageNotContaining("SECRET")
        .extracting("problem")
        .isEqualTo(TrustProblem.KEYS);
    assertThatThrownBy(() -> SigningKeys.file(folder.resolve("none")))
        .extracting("problem")
        .isEqualTo(TrustProblem.KEYS);
  }

  @Test
  void aKeyIsMadeOnceAndKept() throws Exception {
    SigningKey first = SigningKeys.fileOrNew(folder.resolve("new/key"));
    SigningKey again = SigningKeys.fileOrNew(folder.resolve("new/key"));

    assertThat(again.signer().keyId()).isEqualTo(first.signer().keyId());
    signs(again);
  }

  private static void signs(SigningKey key) throws Exception {
    Envelope signed = Envelope.sign(StatementType.BASELINE, new byte[] {1, 2, 3}, key.signer());
    TrustKeys trusted =
        new TrustKeys(List.of(TrustKey.of(key.publicKey(), Set.of(StatementType.BASELINE))));

    assertThat(trusted.open(signed, StatementType.BASELINE)).containsExactly(1, 2, 3);
  }
}
