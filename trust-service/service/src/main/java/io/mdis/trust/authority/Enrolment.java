package io.mdis.trust.authority;

import io.mdis.access.AccessToken;
import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import io.mdis.trust.audit.AuditEntry;
import io.mdis.trust.audit.AuditLog;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.EnrolmentRequest;
import io.mdis.trust.protocol.EnrolmentToken;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.RenewalRequest;
import io.mdis.trust.protocol.TokenAnswer;
import io.mdis.trust.protocol.TokenRequest;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** How hosts come, stay and go. */
public final class Enrolment {
  private static final Duration LONGEST_TOKEN = Duration.ofDays(7);

  private final CertificateAuthority authority;
  private final HostStore hosts;
  private final TokenStore tokens;
  private final ServiceKeys keys;
  private final AuditLog audit;
  private final Duration tokenLasts;
  private final InstantSource clock;

  /**
   * Over its stores.
   *
   * @param tokenLasts how long a token may be used when the operator doesn't say
   */
  public Enrolment(
      CertificateAuthority authority,
      HostStore hosts,
      TokenStore tokens,
      ServiceKeys keys,
      AuditLog audit,
      Duration tokenLasts,
      InstantSource clock) {
    this.authority = authority;
    this.hosts = hosts;
    this.tokens = tokens;
    this.keys = keys;
    this.audit = audit;
    this.tokenLasts = tokenLasts;
    this.clock = clock;
  }

  /** A token for one host; throws IllegalArgumentException for a time beyond 7 days. */
  public TokenAnswer token(TokenRequest request) throws IOException {
    Duration lasts =
        request.ttlSeconds() == null ? tokenLasts : Duration.ofSeconds(request.ttlSeconds());
    if (!lasts.isPositive() || lasts.compareTo(LONGEST_TOKEN) > 0) {
      throw new IllegalArgumentException(
          "ttlSeconds must be 1 to " + LONGEST_TOKEN.toSeconds() + ": " + lasts.toSeconds());
    }
    Instant now = clock.instant();
    Instant expires = now.plus(lasts);
    EnrolmentToken token = EnrolmentToken.random(authority.root());
    tokens.add(AccessToken.hash(token.secret()), request.host(), expires, now);
    audit.add(
        AuditEntry.Kind.TOKEN_MADE,
        request.host().value(),
        Map.of("expiresAt", expires.toString()));
    return new TokenAnswer(token.text(), request.host(), expires);
  }

  /** A host's first certificate; throws CSR_REFUSED, which leaves the token, or TOKEN_REFUSED. */
  public Enrolled enrol(EnrolmentRequest request) throws IOException {
    CertificateRequest csr = CertificateRequest.of(request.csr(), request.host());
    if (!isUsed(request)) {
      throw new TrustException(
          TrustProblem.TOKEN_REFUSED,
          "the token is unknown, used, expired or not for "
              + request.host()
              + "; ask an operator for a new one");
    }
    X509Certificate certificate = authority.issue(request.host(), csr);
    hosts.enrolled(request.host(), issued(certificate), clock.instant());
    audit.add(AuditEntry.Kind.HOST_ENROLLED, request.host().value(), detail(certificate));
    return enrolled(certificate);
  }

  /** A host's next certificate; throws CSR_REFUSED or REVOKED. */
  public Enrolled renew(HostName host, BigInteger present, RenewalRequest request)
      throws IOException {
    CertificateRequest csr = CertificateRequest.of(request.csr(), host);
    X509Certificate certificate = authority.issue(host, csr);
    if (!hosts.renewed(host, present, issued(certificate))) {
      throw new TrustException(
          TrustProblem.REVOKED, "host " + host + " was revoked; it must enrol again");
    }
    audit.add(AuditEntry.Kind.CERTIFICATE_RENEWED, host.value(), detail(certificate));
    return enrolled(certificate);
  }

  /** Nothing of a host counts any more; throws NOT_FOUND. */
  public void revoke(HostName host) throws IOException {
    if (!hosts.revoke(host, clock.instant())) {
      throw new TrustException(TrustProblem.NOT_FOUND, "no host " + host + " has enrolled");
    }
    audit.add(AuditEntry.Kind.HOST_REVOKED, host.value(), Map.of());
  }

  private boolean isUsed(EnrolmentRequest request) throws IOException {
    EnrolmentToken token;
    try {
      token = EnrolmentToken.parse(request.token());
    } catch (IllegalArgumentException e) {
      return false;
    }
    return tokens.use(AccessToken.hash(token.secret()), request.host(), clock.instant());
  }

  private Enrolled enrolled(X509Certificate certificate) {
    Instant now = clock.instant();
    Instant end = certificate.getNotAfter().toInstant();
    return new Enrolled(
        authority.chainPem(certificate),
        authority.rootPem(),
        keys.published(),
        end,
        now.plus(Duration.between(now, end).multipliedBy(2).dividedBy(3)));
  }

  private static Host.Issued issued(X509Certificate certificate) {
    return new Host.Issued(certificate.getSerialNumber(), certificate.getNotAfter().toInstant());
  }

  private static Map<String, String> detail(X509Certificate certificate) {
    return Map.of(
        "serial",
        certificate.getSerialNumber().toString(16),
        "notAfter",
        certificate.getNotAfter().toInstant().toString());
  }
}
