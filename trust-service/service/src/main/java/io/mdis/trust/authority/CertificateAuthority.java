package io.mdis.trust.authority;

import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import io.mdis.trust.disk.DurableFile;
import io.mdis.trust.key.PemKeys;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * Root and issuing authority, in a folder: {@code root.pem}, {@code issuing.pem}, {@code
 * issuing.key} and, as long as nobody has taken it away to a safe place, {@code root.key}. Whoever
 * has an authority of their own puts its files there before the first start.
 */
public final class CertificateAuthority {
  private static final Duration ROOT = Duration.ofDays(3650);
  private static final Duration ISSUING = Duration.ofDays(1825);
  private static final int BELOW_ISSUING = 0;
  private static final String CURVE = "secp384r1";
  private static final String LEAF_CURVE = "secp256r1";

  private final Path folder;
  private final X509Certificate root;
  private volatile CertificateMaker.Issuer issuing;
  private final Duration hostLasts;
  private final InstantSource clock;

  /**
   * What the service shows to who connects.
   *
   * @param certificate its chain with the root, in PEM: a host that enrols knows no more of the
   *     root than its fingerprint
   * @param key its private key, in PEM; never written anywhere
   * @param notAfter end of the certificate
   */
  public record ServerIdentity(String certificate, String key, Instant notAfter) {
    @Override
    public String toString() {
      return "ServerIdentity[" + notAfter + "]";
    }
  }

  private CertificateAuthority(
      Path folder,
      X509Certificate root,
      CertificateMaker.Issuer issuing,
      Duration hostLasts,
      InstantSource clock) {
    this.folder = folder;
    this.root = root;
    this.issuing = issuing;
    this.hostLasts = hostLasts;
    this.clock = clock;
  }

  /**
   * Opens the folder's authority, or makes one when the folder has none. Throws KEYS when what is
   * there doesn't fit together.
   *
   * @param hostLasts how long a host's certificate lasts
   */
  public static CertificateAuthority open(Path folder, Duration hostLasts, InstantSource clock)
      throws IOException {
    if (!Files.exists(folder.resolve("issuing.key"))) {
      create(folder, clock.instant());
    }
    X509Certificate root = Certificates.read(folder.resolve("root.pem")).getFirst();
    X509Certificate certificate = Certificates.read(folder.resolve("issuing.pem")).getFirst();
    PrivateKey key = key(folder.resolve("issuing.key"));
    CertificateMaker.Issuer issuing = new CertificateMaker.Issuer(certificate, key);
    try {
      certificate.verify(root.getPublicKey());
      root.verify(root.getPublicKey());
      // A key that isn't the certificate's would make certificates that nobody accepts.
      proven(issuing, clock.instant()).verify(certificate.getPublicKey());
    } catch (GeneralSecurityException | IllegalStateException e) {
      throw new TrustException(
          TrustProblem.KEYS, "the authority in " + folder + " doesn't fit together: " + e, e);
    }
    return new CertificateAuthority(folder, root, issuing, hostLasts, clock);
  }

  /**
   * Has the root certify the issuing authority anew when less than a third of its time is left, and
   * says whether it did. Its key stays the same: what it signed leads to the root by the old
   * certificate and by the new one, so no host notices. Throws KEYS when it can't be done, which
   * leaves everything as it is.
   */
  public boolean renewIssuing() throws IOException {
    X509Certificate present = issuing.certificate();
    Instant begin = present.getNotBefore().toInstant();
    Instant end = present.getNotAfter().toInstant();
    Duration lasts = Duration.between(begin, end);
    if (clock.instant().isBefore(end.minus(lasts.dividedBy(3)))) {
      return false;
    }
    if (!Files.exists(folder.resolve("root.key"))) {
      throw new TrustException(
          TrustProblem.KEYS,
          "issuing.pem ends at "
              + end
              + ": put root.key into "
              + folder
              + " until it is renewed, or a new issuing.pem of the same key");
    }
    X509Certificate next =
        CertificateMaker.authority(
            present.getSubjectX500Principal(),
            present.getPublicKey(),
            new CertificateMaker.Issuer(root, key(folder.resolve("root.key"))),
            clock.instant(),
            lasts,
            BELOW_ISSUING);
    checkSigned(next);
    if (!next.getNotAfter().toInstant().isAfter(present.getNotAfter().toInstant())) {
      throw new TrustException(
          TrustProblem.KEYS,
          "the root ends at " + end + ", and no certificate after it: make another authority");
    }
    DurableFile.replace(folder.resolve("issuing.pem"), Certificates.pem(List.of(next)));
    issuing = new CertificateMaker.Issuer(next, issuing.key());
    return true;
  }

  /** What hosts trust. */
  public X509Certificate root() {
    return root;
  }

  /** The root in PEM. */
  public String rootPem() {
    return Certificates.pem(List.of(root));
  }

  /** A certificate for a host, with which it is a client. */
  X509Certificate issue(HostName host, CertificateRequest request) {
    return CertificateMaker.leaf(
        host.value(),
        List.of(new GeneralName(GeneralName.dNSName, host.value())),
        request.key(),
        KeyPurposeId.id_kp_clientAuth,
        issuing,
        clock.instant(),
        hostLasts);
  }

  /** A certificate with those that lead to the root, in PEM. */
  String chainPem(X509Certificate leaf) {
    return Certificates.pem(List.of(leaf, issuing.certificate()));
  }

  /** A new key and certificate for the service itself, under DNS names or IP addresses. */
  public ServerIdentity server(List<String> names, Duration lasts) {
    KeyPair pair = CertificateMaker.keyPair(LEAF_CURVE);
    List<GeneralName> all = new ArrayList<>();
    for (String name : names) {
      boolean address = name.matches("[0-9.]+") || name.contains(":");
      all.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name));
    }
    X509Certificate certificate =
        CertificateMaker.leaf(
            "mdis-trust-service",
            all,
            pair.getPublic(),
            KeyPurposeId.id_kp_serverAuth,
            issuing,
            clock.instant(),
            lasts);
    return new ServerIdentity(
        chainPem(certificate) + rootPem(),
        PemKeys.pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
        certificate.getNotAfter().toInstant());
  }

  private static PrivateKey key(Path file) throws IOException {
    return new JcaPEMKeyConverter().getPrivateKey(PemKeys.privateKey(file));
  }

  private void checkSigned(X509Certificate next) throws TrustException {
    try {
      next.verify(root.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new TrustException(
          TrustProblem.KEYS, "root.key in " + folder + " isn't that of root.pem: " + e, e);
    }
  }

  private static X509Certificate proven(CertificateMaker.Issuer issuing, Instant now) {
    return CertificateMaker.leaf(
        "proof",
        List.of(new GeneralName(GeneralName.dNSName, "proof")),
        issuing.certificate().getPublicKey(),
        KeyPurposeId.id_kp_clientAuth,
        issuing,
        now,
        Duration.ofMinutes(1));
  }

  private static void create(Path folder, Instant now) throws IOException {
    KeyPair rootPair = CertificateMaker.keyPair(CURVE);
    X509Certificate root =
        CertificateMaker.authority(
            new X500Principal("CN=MDIS trust root,O=MDIS"),
            rootPair.getPublic(),
            new CertificateMaker.Issuer(null, rootPair.getPrivate()),
            now,
            ROOT,
            1);
    KeyPair issuingPair = CertificateMaker.keyPair(CURVE);
    X509Certificate issuing =
        CertificateMaker.authority(
            new X500Principal("CN=MDIS trust issuing,O=MDIS"),
            issuingPair.getPublic(),
            new CertificateMaker.Issuer(root, rootPair.getPrivate()),
            now,
            ISSUING,
            BELOW_ISSUING);
    DurableFile.create(folder.resolve("root.pem"), Certificates.pem(List.of(root)));
    DurableFile.create(folder.resolve("root.key"), keyPem(rootPair));
    DurableFile.create(folder.resolve("issuing.pem"), Certificates.pem(List.of(issuing)));
    // Last: its being there says that the authority is whole.
    DurableFile.create(folder.resolve("issuing.key"), keyPem(issuingPair));
  }

  private static String keyPem(KeyPair pair) {
    return PemKeys.pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }
}
