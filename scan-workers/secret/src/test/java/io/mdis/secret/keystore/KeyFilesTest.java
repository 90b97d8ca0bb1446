package io.mdis.secret.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.content.FileKind;
import io.mdis.secret.corpus.Shapes;
import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.SecretHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Key stores and keys as Java, Bouncy Castle and PuTTY write them; what others write: the IT. */
class KeyFilesTest {
  private static final SecretHash HASH = new SecretHash(new byte[32]);
  private static final String STRONG = "Zq9-long-and-random-71";
  private static final String IN_PART = "in part: the bound of work was met";
  private static final TestCertificates PLAIN = TestCertificates.curve(256);

  private final KeyFiles files = new KeyFiles(HASH);

  @ParameterizedTest
  @CsvSource({
    "JKS, jks, changeit",
    "JCEKS, jceks, changeit",
    "PKCS12, p12, changeit",
    "PKCS12, pfx, ''",
    "JKS, keystore, password",
    "JCEKS, ks, admin123",
    "PKCS12, p12, tomcat"
  })
  void aCommonPasswordOpensAStore(String kind, String suffix, String password) throws Exception {
    List<CheckHit> hits = read("srv/a." + suffix, bytes(PLAIN.store(kind, password), password));
    CheckHit store = only("key-store-open", hits);
    assertThat(store.details()).containsEntry("format", kind).containsEntry("keys", "server");
    assertThat(store.hash()).isEqualTo(HASH.of(password));
    assertThat(hits.toString()).doesNotContain(password.isEmpty() ? STRONG : password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "JCEKS", "PKCS12"})
  void aStrongPasswordDoesNot(String kind) throws Exception {
    List<CheckHit> hits = read("srv/a.jks", bytes(PLAIN.store(kind, STRONG), STRONG));
    CheckHit store = only("key-store-locked", hits);
    assertThat(store.details())
        .containsEntry("format", kind)
        .containsEntry("keys", "server")
        .containsEntry("tried", kind.equals("PKCS12") ? IN_PART : "yes");
    assertThat(store.hash()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "JCEKS", "PKCS12"})
  void whatOnlyTrustsIsNoSecret(String kind) throws Exception {
    KeyStore store = KeyStore.getInstance(kind);
    store.load(null, null);
    store.setCertificateEntry("root", TestCertificates.authority().certificate());
    assertThat(read("srv/trust.jks", bytes(store, "changeit"))).isEmpty();
  }

  @Test
  void aSecretKeyOfJceksIsNamedAndNothingOfItIsMadeAnObject() throws Exception {
    KeyStore store = KeyStore.getInstance("JCEKS");
    store.load(null, null);
    store.setKeyEntry(
        "signing", new SecretKeySpec(new byte[16], "AES"), "changeit".toCharArray(), null);
    CheckHit hit = only("key-store-open", read("srv/a.jceks", bytes(store, "changeit")));
    assertThat(hit.details()).containsEntry("keys", "signing");
  }

  @ParameterizedTest
  @CsvSource({"changeit, key-store-open", STRONG + ", key-store-locked"})
  void aStoreForFips(String password, String check) throws Exception {
    KeyStore store = KeyStore.getInstance("BCFKS", new BouncyCastleProvider());
    store.load(null, null);
    store.setKeyEntry(
        "server",
        PLAIN.pair().getPrivate(),
        password.toCharArray(),
        new java.security.cert.Certificate[] {PLAIN.certificate()});
    CheckHit hit = only(check, read("srv/a.bcfks", bytes(store, password)));
    assertThat(hit.details()).containsEntry("format", "BCFKS");
  }

  @ParameterizedTest
  @CsvSource({
    "v2-common.ppk, true", "v3-common.ppk, true",
    "v2-strong.ppk, false", "v3-strong.ppk, false",
    "v2-open.ppk, false", "v3-open.ppk, false"
  })
  void aCommonPassphraseOpensAKeyOfPutty(String name, boolean opens) throws IOException {
    List<CheckHit> hits = read("home/ada/" + name, resource(name));
    if (opens) {
      assertThat(only("key-passphrase-common", hits).hash()).isEqualTo(HASH.of("changeit"));
    } else {
      assertThat(hits).isEmpty(); // Told of by the rules.
    }
  }

  @Test
  void keysInDer() throws IOException {
    byte[] pkcs8 = TestCertificates.rsa(2048, "SHA256withRSA").pair().getPrivate().getEncoded();
    assertThat(only("private-key-file", read("srv/a.der", pkcs8)).details())
        .containsEntry("format", "PKCS8");
    byte[] pkcs1 =
        org.bouncycastle.asn1.pkcs.PrivateKeyInfo.getInstance(pkcs8)
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    assertThat(only("private-key-file", read("srv/a.key", pkcs1)).details())
        .containsEntry("format", "PKCS1");
    byte[] open = PLAIN.pair().getPublic().getEncoded();
    assertThat(read("srv/public.der", open)).isEmpty();
  }

  @Test
  void certificatesAreJudged() throws Exception {
    CheckHit expired =
        only("certificate-expired", read("srv/a.der", PLAIN.certificate().getEncoded()));
    assertThat(expired.details())
        .containsEntry("notAfter", "2021-01-01T00:00:00Z")
        .containsEntry("keyBits", "256")
        .containsEntry("signature", "SHA256WITHECDSA")
        .containsEntry("subject", "CN=shop.internal,O=Shop");
    byte[] weak = pem(TestCertificates.rsa(1024, "SHA1withRSA").certificate().getEncoded());
    assertThat(read("srv/a.pem", weak))
        .extracting(CheckHit::check)
        .containsExactly(
            "certificate-expired", "certificate-weak-key", "certificate-weak-signature");
    byte[] authority = pem(TestCertificates.authority().certificate().getEncoded());
    assertThat(read("srv/ca.crt", authority)).isEmpty();
  }

  @Test
  void aCertificateBehindABlockOfAnotherKindIsSeen() throws Exception {
    String key = new Shapes(3).write("<ssh none>");
    String file =
        key
            + "-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----\n"
            + new String(pem(PLAIN.certificate().getEncoded()), StandardCharsets.US_ASCII);
    assertThat(read("srv/a.pem", file.getBytes(StandardCharsets.US_ASCII)))
        .extracting(CheckHit::check)
        .containsExactly("certificate-expired");
  }

  @Test
  void certificatesInAnOpenStoreAreJudged() throws Exception {
    byte[] store = bytes(TestCertificates.rsa(1024, "SHA1withRSA").store("PKCS12", "1234"), "1234");
    assertThat(read("srv/a.p12", store))
        .extracting(CheckHit::check)
        .containsExactly(
            "key-store-open",
            "certificate-expired",
            "certificate-weak-key",
            "certificate-weak-signature");
  }

  @Test
  void authoritiesAndOtherFilesAreNoCandidates() {
    byte[] der = PLAIN.pair().getPublic().getEncoded();
    assertThat(files.isCandidate("srv/a.der", FileKind.BINARY, der, der.length)).isTrue();
    for (String path :
        List.of("etc/ssl/certs/x.der", "etc/pki/java/cacerts", "srv/lib/cacerts", "srv/a.bin")) {
      assertThat(files.isCandidate(path, FileKind.BINARY, der, der.length)).as(path).isFalse();
    }
    assertThat(files.isCandidate("srv/a.der", FileKind.BINARY, der, 5 << 20)).isFalse();
    assertThat(files.isCandidate("srv/a.der", FileKind.BINARY, der, 0)).isFalse();
  }

  @Test
  void hostKeysAreToldAsSuch() throws IOException {
    byte[] key = new Shapes(3).write("<ssh none>").getBytes(StandardCharsets.US_ASCII);
    only("ssh-host-key", read("etc/ssh/ssh_host_ed25519_key", key));
  }

  /** Every cut and some flipped bytes: whatever comes of it, it comes soon and is no error. */
  @ParameterizedTest
  @ValueSource(strings = {"JKS", "JCEKS", "PKCS12", "DER", "PEM", "PPK"})
  void brokenFilesAreBorne(String kind) throws Exception {
    byte[] whole =
        switch (kind) {
          case "DER" -> PLAIN.certificate().getEncoded();
          case "PEM" -> pem(PLAIN.certificate().getEncoded());
          case "PPK" -> resource("v2-strong.ppk");
          default -> bytes(PLAIN.store(kind, STRONG), STRONG);
        };
    Random random = new Random(5);
    for (int i = 0; i < (kind.equals("PKCS12") ? 4 : 60); i++) {
      byte[] broken = Arrays.copyOf(whole, random.nextInt(whole.length));
      read("srv/a.pem", broken);
      broken = whole.clone();
      broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      read("srv/a.pem", broken);
    }
  }

  @Test
  void aStoreThatAsksForTooMuchWorkIsNotTried() throws Exception {
    // The count of iterations of a seal is the last number of a PKCS #12 file.
    byte[] store = bytes(PLAIN.store("PKCS12", "changeit"), "changeit");
    byte[] count = {0x02, 0x02, 0x27, 0x10};
    int at = store.length - count.length;
    assertThat(Arrays.copyOfRange(store, at, store.length)).isEqualTo(count);
    store[at + 2] = 0x7f;
    List<CheckHit> hits = read("srv/a.p12", store);
    assertThat(only("key-store-locked", hits).details().get("tried")).startsWith("in part");
  }

  @Test
  void memoryThatAKeyOfPuttyAsksForIsBounded() throws IOException {
    String text = new String(resource("v3-common.ppk"), StandardCharsets.US_ASCII);
    for (String hostile :
        List.of(
            text.replace("Argon2-Memory: 8192", "Argon2-Memory: 999999999"),
            text.replace("Argon2-Passes: 13", "Argon2-Passes: 999999999"),
            text.replace("Argon2-Parallelism: 1", "Argon2-Parallelism: 99999"),
            text.replace("Argon2id", "Argon9"),
            text.replace("Private-Lines: 1", "Private-Lines: 999999999"),
            text.replace("Private-Lines: 1", "Private-Lines: -1"),
            text.replace("Argon2-Salt: ", "Argon2-Salt: x"))) {
      assertThat(read("srv/a.ppk", hostile.getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }
  }

  @Test
  void aJavaStoreThatLiesOfItsSizesIsNone() throws IOException {
    for (int[] numbers :
        List.of(
            new int[] {0xfeedfeed, 2, Integer.MAX_VALUE},
            new int[] {0xfeedfeed, 2, -1},
            new int[] {0xcececece, 9, 1},
            new int[] {0xfeedfeed, 2, 1, 1, 0x00016100, 0, 0, Integer.MAX_VALUE})) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      for (int number : numbers) {
        out.writeInt(number);
      }
      out.write(new byte[64]);
      assertThat(read("srv/a.jks", bytes.toByteArray())).isEmpty();
    }
  }

  @Test
  void namesOfKeysAreCutAndCleaned() throws Exception {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    for (int i = 0; i < 9; i++) {
      store.setKeyEntry(
          i + "\n\u001b[2J" + "x".repeat(500),
          PLAIN.pair().getPrivate(),
          "changeit".toCharArray(),
          new java.security.cert.Certificate[] {PLAIN.certificate()});
    }
    String keys =
        only("key-store-open", read("srv/a.jks", bytes(store, "changeit"))).details().get("keys");
    assertThat(keys).hasSizeLessThan(5 * 62).doesNotContain("\n", "\u001b").contains("??[2jxx");
  }

  private List<CheckHit> read(String path, byte[] bytes) throws IOException {
    FileKind kind = FileKind.of(bytes, Math.min(bytes.length, FileKind.HEAD));
    try (InputStream in = new ByteArrayInputStream(bytes)) {
      return files.read(path, kind, in);
    }
  }

  private static CheckHit only(String check, List<CheckHit> hits) {
    List<CheckHit> found = hits.stream().filter(hit -> hit.check().equals(check)).toList();
    assertThat(found).as(hits.toString()).hasSize(1);
    return found.getFirst();
  }

  private static byte[] bytes(KeyStore store, String password)
      throws GeneralSecurityException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, password.toCharArray());
    return out.toByteArray();
  }

  private static byte[] pem(byte[] certificate) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
    return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = KeyFilesTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
