package io.mdis.trust.authority;

import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
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
  private static final String CURVE = "secp384r1";
  private static final String LEAF_CURVE = "secp256r1";

  private final X509Certificate root;
  private final CertificateMaker.Issuer issuing;
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
      X509Certificate root,
      CertificateMaker.Issuer issuing,
      Duration hostLasts,
      InstantSource clock) {
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
    PrivateKey key =
        new JcaPEMKeyConverter().getPrivateKey(PemKeys.privateKey(folder.resolve("issuing.key")));
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
    return new CertificateAuthority(root, issuing, hostLasts, clock);
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
        CertificateMaker.authority("MDIS trust root", rootPair, null, now, ROOT, 1);
    KeyPair issuingPair = CertificateMaker.keyPair(CURVE);
    X509Certificate issuing =
        CertificateMaker.authority(
            "MDIS trust issuing",
            issuingPair,
            new CertificateMaker.Issuer(root, rootPair.getPrivate()),
            now,
            ISSUING,
            0);
    PemKeys.create(folder.resolve("root.pem"), Certificates.pem(List.of(root)));
    PemKeys.create(folder.resolve("root.key"), keyPem(rootPair));
    PemKeys.create(folder.resolve("issuing.pem"), Certificates.pem(List.of(issuing)));
    // Last: its being there says that the authority is whole.
    PemKeys.create(folder.resolve("issuing.key"), keyPem(issuingPair));
  }

  private static String keyPem(KeyPair pair) {
    return PemKeys.pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }
}
