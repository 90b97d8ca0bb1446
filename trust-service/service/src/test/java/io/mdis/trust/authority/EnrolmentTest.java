package io.mdis.trust.authority;

import static io.mdis.trust.Requests.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.trust.HostIdentity;
import io.mdis.trust.TestDatabase;
import io.mdis.trust.TestService;
import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.EnrolmentRequest;
import io.mdis.trust.protocol.EnrolmentToken;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.RenewalRequest;
import io.mdis.trust.protocol.TokenRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
  private final HostIdentity identity = new HostIdentity();

  @TempDir Path folder;
  private TestDatabase database;
  private TestService service;

  @BeforeEach
  void start() throws Exception {
    database = new TestDatabase(folder.resolve("db"));
    service = new TestService(database, folder.resolve("state"));
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aTokenGetsItsHostACertificateThatLeadsToTheRoot() throws Exception {
    String token = token(HOST);
    Enrolled enrolled = enrol(token);

    X509Certificate leaf = HostIdentity.leaf(enrolled);
    assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=node-7");
    assertThat(leaf.getPublicKey()).isEqualTo(identity.pair().getPublic());
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(enrolled.renewAfter()).isBefore(enrolled.notAfter());
    assertThat(EnrolmentToken.parse(token).authority())
        .isEqualTo(EnrolmentToken.fingerprint(service.authority.root()));
    assertThat(service.access.admit(leaf).host()).isEqualTo(HOST);
  }

  @Test
  void theServiceShowsTheRootToHostsThatKnowItsFingerprintOnly() throws Exception {
    String shown = service.authority.server(List.of("localhost"), Duration.ofDays(1)).certificate();

    assertThat(HostIdentity.certificates(shown).getLast()).isEqualTo(service.authority.root());
  }

  @Test
  void aTokenIsUsedOnceHoweverManyTryAtOnce() throws Exception {
    String token = token(HOST);
    List<Callable<Boolean>> tries = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      tries.add(
          () -> {
            try {
              enrol(token);
              return true;
            } catch (TrustException e) {
              assertThat(e.problem()).isEqualTo(TrustProblem.TOKEN_REFUSED);
              return false;
            }
          });
    }
    int enrolled = 0;
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> one : threads.invokeAll(tries)) {
        enrolled += one.get() ? 1 : 0;
      }
    }

    assertThat(enrolled).isEqualTo(1);
  }

  @Test
  void expiredUnknownAndOtherHostsTokensAreRefusedAlike() throws Exception {
    String expired = token(HOST);
    service.clock.advance(Duration.ofHours(1));
    String others = token(HostName.of("node-8"));
    String unknown = EnrolmentToken.random(service.authority.root()).text();

    for (String token : List.of(expired, others, unknown, "nonsense")) {
      refused(TrustProblem.TOKEN_REFUSED, token, identity.csr(HOST));
    }
  }

  @Test
  void aRefusedRequestLeavesTheTokenForTheNext() throws Exception {
    String token = token(HOST);
    HostIdentity other = new HostIdentity();

    for (String csr :
        List.of(
            "",
            "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n",
            identity.csr("CN=node-8", identity),
            identity.csr("CN=node-7,O=x", identity),
            identity.csr("CN=node-7+CN=node-8", identity),
            identity.csr("CN=node-7", other),
            new HostIdentity("secp521r1").csr(HOST))) {
      refused(TrustProblem.CSR_REFUSED, token, csr);
    }
    enrol(token);
  }

  @Test
  void aTokenIsStoredByItsHashAlone() throws Exception {
    String token = token(HOST);

    assertThat(database.collection("trustTokens").find().first().toJson())
        .doesNotContain(EnrolmentToken.parse(token).secret());
  }

  @Test
  void aRenewedCertificateCountsAndARevokedHostsDoesNot() throws Exception {
    X509Certificate first = HostIdentity.leaf(enrol(token(HOST)));
    X509Certificate second = HostIdentity.leaf(renew(first));
    assertThat(service.access.admit(second).host()).isEqualTo(HOST);

    service.enrolment.revoke(HOST);
    service.access.changed(HOST);

    for (X509Certificate old : List.of(first, second)) {
      assertThatThrownBy(() -> service.access.admit(old))
          .extracting("problem")
          .isEqualTo(TrustProblem.REVOKED);
    }
    assertThatThrownBy(() -> renew(second)).extracting("problem").isEqualTo(TrustProblem.REVOKED);
    X509Certificate third = HostIdentity.leaf(enrol(token(HOST)));
    assertThat(service.access.admit(third).host()).isEqualTo(HOST);
    assertThatThrownBy(() -> service.access.admit(second))
        .extracting("problem")
        .isEqualTo(TrustProblem.UNKNOWN_CALLER);
  }

  @Test
  void aRevocationElsewhereCountsWithinSeconds() throws Exception {
    X509Certificate certificate = HostIdentity.leaf(enrol(token(HOST)));
    service.access.admit(certificate);
    service.hosts.revoke(HOST, service.clock.instant());
    service.clock.advance(Duration.ofSeconds(6));

    assertThatThrownBy(() -> service.access.admit(certificate))
        .extracting("problem")
        .isEqualTo(TrustProblem.REVOKED);
  }

  @Test
  void withoutTheDatabaseAHostGetsInForAMinuteAtMost() throws Exception {
    X509Certificate certificate = HostIdentity.leaf(enrol(token(HOST)));
    service.access.admit(certificate);
    database.stopServer();
    service.clock.advance(Duration.ofSeconds(30));
    service.access.admit(certificate);
    service.clock.advance(Duration.ofSeconds(31));

    assertThatThrownBy(() -> service.access.admit(certificate))
        .extracting("problem")
        .isEqualTo(TrustProblem.STORE_AWAY);
    database.startServer();
  }

  @Test
  void aCertificateThatTheHostWasNotGivenIsRefusedThoughTheAuthoritySignedIt() throws Exception {
    enrol(token(HOST));
    X509Certificate forged =
        service.authority.issue(HOST, CertificateRequest.of(identity.csr(HOST), HOST));

    assertThatThrownBy(() -> service.access.admit(forged))
        .extracting("problem")
        .isEqualTo(TrustProblem.UNKNOWN_CALLER);
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    X509Certificate certificate = HostIdentity.leaf(enrol(token(HOST)));
    service.clock.advance(Duration.ofDays(7).plusSeconds(1));

    assertThatThrownBy(() -> service.access.admit(certificate))
        .extracting("problem")
        .isEqualTo(TrustProblem.UNKNOWN_CALLER);
  }

  @Test
  void theAuthorityIsKeptAndItsKeysAreItsOwnersOnly() throws Exception {
    CertificateAuthority again =
        CertificateAuthority.open(
            folder.resolve("state/authority"), Duration.ofDays(7), service.clock);

    assertThat(again.root()).isEqualTo(service.authority.root());
    for (String key : List.of("authority/root.key", "authority/issuing.key", "baseline.key")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("state").resolve(key))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theIssuingAuthorityIsRenewedBeforeItEndsAndNoHostNotices() throws Exception {
    X509Certificate before = HostIdentity.leaf(enrol(token(HOST)));
    assertThat(service.authority.renewIssuing()).as("not due").isFalse();
    service.clock.advance(Duration.ofDays(5 * 365 - 3));
    Enrolled brief = enrol(token(HOST));
    assertThat(Duration.between(service.clock.instant(), brief.notAfter()))
        .as("a certificate doesn't outlive its authority")
        .isLessThan(Duration.ofDays(4));

    assertThat(service.authority.renewIssuing()).isTrue();

    assertThat(service.authority.renewIssuing()).as("once").isFalse();
    Enrolled after = enrol(token(HOST));
    assertThat(after.notAfter()).isEqualTo(service.clock.instant().plus(Duration.ofDays(7)));
    X509Certificate issuing =
        (X509Certificate) HostIdentity.certificates(after.certificate()).getLast();
    issuing.verify(service.authority.root().getPublicKey());
    for (X509Certificate leaf :
        List.of(before, HostIdentity.leaf(brief), HostIdentity.leaf(after))) {
      leaf.verify(issuing.getPublicKey());
      assertThat(leaf.getIssuerX500Principal()).isEqualTo(issuing.getSubjectX500Principal());
    }
    CertificateAuthority again =
        CertificateAuthority.open(
            folder.resolve("state/authority"), Duration.ofDays(7), service.clock);
    assertThat(again.renewIssuing()).as("it is kept").isFalse();
  }

  @Test
  void withoutTheRootsKeyTheIssuingAuthorityStaysAndSaysWhatToDo() throws Exception {
    Path authority = folder.resolve("state/authority");
    String issuing = Files.readString(authority.resolve("issuing.pem"));
    Files.delete(authority.resolve("root.key"));
    service.clock.advance(Duration.ofDays(4 * 365));

    assertThatThrownBy(() -> service.authority.renewIssuing())
        .hasMessageContaining("put root.key into")
        .extracting("problem")
        .isEqualTo(TrustProblem.KEYS);
    assertThat(authority.resolve("issuing.pem")).hasContent(issuing);
    enrol(token(HOST));
  }

  @Test
  void anAuthorityWhoseFilesDoNotFitIsRefused() throws Exception {
    CertificateAuthority.open(folder.resolve("other"), Duration.ofDays(7), service.clock);
    Path state = folder.resolve("state/authority");
    for (String file : List.of("root.pem", "issuing.key")) {
      Path kept = Files.copy(state.resolve(file), folder.resolve("kept-" + file));
      Files.delete(state.resolve(file));
      Files.copy(folder.resolve("other").resolve(file), state.resolve(file));

      assertThatThrownBy(() -> CertificateAuthority.open(state, Duration.ofDays(7), service.clock))
          .as(file)
          .extracting("problem")
          .isEqualTo(TrustProblem.KEYS);
      Files.delete(state.resolve(file));
      Files.copy(kept, state.resolve(file));
    }
  }

  private String token(HostName host) throws Exception {
    return service.enrolment.token(new TokenRequest(host, null)).token();
  }

  private Enrolled enrol(String token) throws Exception {
    return service.enrolment.enrol(new EnrolmentRequest(token, HOST, identity.csr(HOST)));
  }

  private Enrolled renew(X509Certificate present) throws Exception {
    return service.enrolment.renew(
        HOST, present.getSerialNumber(), new RenewalRequest(identity.csr(HOST)));
  }

  private void refused(TrustProblem problem, String token, String csr) {
    assertThatThrownBy(() -> service.enrolment.enrol(new EnrolmentRequest(token, HOST, csr)))
        .extracting("problem")
        .isEqualTo(problem);
  }
}
