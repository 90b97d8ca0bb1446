package io.mdis.image.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.fixtures.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "Ed25519"})
  void whatAKeySignsItsPublicKeyKnows(String kind) throws IOException {
    TestKeys keys = TestKeys.make(folder, "one", kind);
    TestKeys other = TestKeys.make(folder, "two", kind);
    byte[] signature = SigningKey.read(keys.secret()).sign(MESSAGE);
    TrustedKeys trusted = TrustedKeys.read(List.of(other.open(), keys.open()));
    assertThat(trusted.signer(MESSAGE, signature).orElseThrow()).matches("[0-9a-f]{64}");
    assertThat(TrustedKeys.read(List.of(other.open())).signer(MESSAGE, signature)).isEmpty();
    signature[signature.length - 1] ^= 1;
    assertThat(trusted.signer(MESSAGE, signature)).isEmpty();
    assertThat(trusted.signer(MESSAGE, new byte[0])).isEmpty();
  }

  @Test
  void oneFileMayHoldSeveralKeysAndWords() throws IOException {
    TestKeys one = TestKeys.make(folder, "one", "Ed25519");
    TestKeys two = TestKeys.make(folder, "two", "secp256r1");
    Path both =
        Files.writeString(
            folder.resolve("both.pub"),
            "of this year\r\n"
                + Files.readString(one.open()).replace("\n", "\r\n")
                + "# of the last\n"
                + Files.readString(two.open()));
    byte[] signature = SigningKey.read(two.secret()).sign(MESSAGE);
    assertThat(TrustedKeys.read(List.of(both)).signer(MESSAGE, signature)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp521r1", "RSA", "Ed448", "X25519"})
  void otherKindsAreRefused(String kind) throws IOException {
    TestKeys keys = TestKeys.make(folder, "one", kind);
    assertThatThrownBy(() -> SigningKey.read(keys.secret())).hasMessageContaining("P-256");
    assertThatThrownBy(() -> TrustedKeys.read(List.of(keys.open()))).hasMessageContaining("P-256");
  }

  @Test
  void otherFilesAreNamed() throws IOException {
    TestKeys keys = TestKeys.make(folder, "one", "Ed25519");
    assertThatThrownBy(() -> SigningKey.read(folder.resolve("none")))
        .hasMessageContaining("no key file");
    assertThatThrownBy(() -> SigningKey.read(keys.open())).hasMessageContaining("\"PRIVATE KEY\"");
    assertThatThrownBy(() -> TrustedKeys.read(List.of(keys.secret())))
        .hasMessageContaining("only PUBLIC KEY");
    assertThatThrownBy(() -> TrustedKeys.read(List.of())).hasMessageContaining("1 to 32");
    assertThatThrownBy(() -> TrustedKeys.read(Collections.nCopies(33, keys.open())))
        .hasMessageContaining("1 to 32");
    Path sec1 = TestKeys.pem(folder.resolve("ec"), "EC PRIVATE KEY", MESSAGE);
    assertThatThrownBy(() -> SigningKey.read(sec1)).hasMessageContaining("openssl pkcs8");
    Path cut = Files.writeString(folder.resolve("cut"), "-----BEGIN PRIVATE KEY-----\nMII");
    assertThatThrownBy(() -> SigningKey.read(cut)).hasMessageContaining("cut off");
    Path odd =
        Files.writeString(
            folder.resolve("odd"), "-----BEGIN PRIVATE KEY-----\n?!\n-----END PRIVATE KEY-----");
    assertThatThrownBy(() -> SigningKey.read(odd)).hasMessageContaining("no base64");
    Path empty = Files.writeString(folder.resolve("empty"), "");
    assertThatThrownBy(() -> TrustedKeys.read(List.of(empty))).hasMessageContaining("holds no PEM");
    Path large = Files.write(folder.resolve("large"), new byte[70_000]);
    assertThatThrownBy(() -> TrustedKeys.read(List.of(large))).hasMessageContaining("more than");
  }
}
