package io.mdis.secret.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.content.FileKind;
import io.mdis.fixtures.Commands;
import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHash;
import io.mdis.secret.detect.SecretHit;
import io.mdis.secret.detect.SecretRules;
import io.mdis.secret.detect.SecretSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and key stores as OpenSSL and OpenSSH write them. */
class OpensslKeysIT {
  private static final SecretHash HASH = new SecretHash(new byte[32]);
  private static final SecretDetector DETECTOR = new SecretDetector(SecretRules.load(), HASH);

  @TempDir Path folder;

  @BeforeEach
  void makeAKey() throws IOException {
    Commands.assumeAvailable("openssl");
    openssl("genrsa -traditional -out open.key 2048");
    openssl("req -x509 -new -key open.key -subj /CN=a -days 1 -out a.crt");
  }

  @ParameterizedTest
  @CsvSource({
    "changeit, ''",
    "'', ''",
    "1234, -legacy",
    "tomcat, -nomac",
    "secret, -macalg sha1",
    "admin, -keypbe AES-256-CBC -certpbe AES-256-CBC -iter 5000",
    "test, -twopass"
  })
  void aStoreThatOpens(String password, String options) throws IOException {
    String export = "pkcs12 -export -inkey open.key -in a.crt -name server -out a.p12 ";
    boolean two = options.equals("-twopass");
    openssl(export + (two ? "" : options) + " -passout pass:" + password);
    List<CheckHit> hits = read("a.p12");
    assertThat(hits).first().extracting(CheckHit::check).isEqualTo("key-store-open");
    assertThat(hits.getFirst().details()).containsEntry("keys", "server");
  }

  @Test
  void aStoreWhoseKeyLiesOpen() throws IOException {
    openssl(
        "pkcs12 -export -inkey open.key -in a.crt -name s -out a.p12"
            + " -nomac -keypbe NONE -certpbe NONE -passout pass:x");
    assertThat(read("a.p12")).first().extracting(CheckHit::check).isEqualTo("key-store-open");
  }

  @Test
  void aStoreOfCertificatesAlone() throws IOException {
    openssl("pkcs12 -export -nokeys -in a.crt -out a.p12 -passout pass:changeit");
    assertThat(read("a.p12")).extracting(CheckHit::check).doesNotContain("key-store-open");
  }

  @ParameterizedTest
  @CsvSource({
    "rsa -traditional -aes256, private-key-pem-encrypted",
    "rsa -traditional -des3, private-key-pem-encrypted",
    "pkcs8 -topk8 -v2 aes-256-cbc, private-key-pkcs8-encrypted",
    "pkcs8 -topk8 -scrypt -scrypt_N 1024, private-key-pkcs8-encrypted",
    "pkcs8 -topk8 -v1 PBE-SHA1-3DES, private-key-pkcs8-encrypted"
  })
  void aLockedKey(String command, String rule) throws IOException {
    openssl(command + " -in open.key -out a.key -passout pass:changeit");
    assertThat(read("a.key")).extracting(CheckHit::check).containsExactly("key-passphrase-common");
    assertThat(told("a.key")).containsExactly(rule);
    openssl(command + " -in open.key -out b.key -passout pass:Zq9-long-and-random-71");
    assertThat(read("b.key")).isEmpty();
    assertThat(told("b.key")).containsExactly(rule);
  }

  @Test
  void anOpenKeyIsToldByTheRules() throws IOException {
    assertThat(told("open.key")).containsExactly("private-key-rsa");
    openssl("pkcs8 -topk8 -nocrypt -in open.key -out p8.pem");
    assertThat(told("p8.pem")).containsExactly("private-key-pkcs8");
    openssl("ecparam -name prime256v1 -genkey -noout -out ec.pem");
    assertThat(told("ec.pem")).containsExactly("private-key-ec");
  }

  @Test
  void keysInDer() throws IOException {
    openssl("pkcs8 -topk8 -in open.key -outform DER -out a.der -passout pass:changeit");
    assertThat(read("a.der")).extracting(CheckHit::check).containsExactly("key-store-open");
    openssl("rsa -in open.key -traditional -outform DER -out b.der");
    assertThat(read("b.der")).extracting(CheckHit::check).containsExactly("private-key-file");
    openssl("ecparam -name prime256v1 -genkey -noout -outform DER -out c.der");
    assertThat(read("c.der")).extracting(CheckHit::check).containsExactly("private-key-file");
  }

  @Test
  void keysOfOpenssh() throws IOException {
    Commands.assumeAvailable("ssh-keygen");
    keygen("open", "");
    keygen("locked", "changeit");
    assertThat(told("open")).containsExactly("private-key-openssh");
    assertThat(told("locked")).containsExactly("private-key-openssh-encrypted");
  }

  private void keygen(String name, String passphrase) throws IOException {
    Commands.run(
        30,
        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", at(name).toString()));
  }

  private List<CheckHit> read(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(at(name));
    FileKind kind = FileKind.of(bytes, Math.min(bytes.length, FileKind.HEAD));
    return new KeyFiles(HASH)
        .read("srv/" + name, kind, new ByteArrayInputStream(bytes)).stream()
            .filter(hit -> !hit.check().equals("certificate-expired"))
            .toList();
  }

  private List<String> told(String name) throws IOException {
    String text = Files.readString(at(name), StandardCharsets.US_ASCII);
    return DETECTOR.find(text, SecretSource.text("srv/" + name)).hits().stream()
        .map(SecretHit::rule)
        .toList();
  }

  private void openssl(String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    for (String argument : arguments.split(" +")) {
      command.add(
          argument.matches("[a-z0-9]+\\.(?:key|crt|p12|pem|der)")
              ? at(argument).toString()
              : argument);
    }
    Commands.run(60, command);
  }

  private Path at(String name) {
    return folder.resolve(name);
  }
}
