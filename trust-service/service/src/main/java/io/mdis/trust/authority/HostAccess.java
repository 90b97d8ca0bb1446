package io.mdis.trust.authority;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Says which host a certificate is of, and whether it may still be used. The TLS layer has checked
 * that it leads to the root; here it must also be one that the host was given, so that a
 * certificate made with a stolen key of the authority doesn't count. A revocation counts within a
 * few seconds.
 */
public final class HostAccess {
  private static final int MOST_HOSTS = 50_000;

  /** How old what is known of a host may be. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** How old it may be while the store is away: then nobody gets in, as one may be revoked. */
  private static final Duration USABLE = Duration.ofSeconds(60);

  private final HostStore hosts;
  private final InstantSource clock;
  private final Cache<HostName, Known> known =
      Caffeine.newBuilder().maximumSize(MOST_HOSTS).build();

  /**
   * Who calls.
   *
   * @param host that the certificate is of
   * @param serial of the certificate
   */
  public record Caller(HostName host, BigInteger serial) {}

  private record Known(Optional<Host> host, Instant at) {}

  /** Over the hosts. */
  public HostAccess(HostStore hosts, InstantSource clock) {
    this.hosts = hosts;
    this.clock = clock;
  }

  /** Throws UNKNOWN_CALLER, REVOKED or STORE_AWAY. */
  public Caller admit(X509Certificate certificate) throws IOException {
    Instant now = clock.instant();
    HostName name = name(certificate);
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      throw new TrustException(
          TrustProblem.UNKNOWN_CALLER, "the certificate of " + name + " has expired");
    }
    BigInteger serial = certificate.getSerialNumber();
    Host host =
        known(name, serial, now)
            .orElseThrow(
                () ->
                    new TrustException(
                        TrustProblem.UNKNOWN_CALLER, "no host " + name + " has enrolled"));
    if (host.revokedAt() != null) {
      throw new TrustException(TrustProblem.REVOKED, "host " + name + " was revoked");
    }
    if (!host.mayUse(serial)) {
      throw new TrustException(
          TrustProblem.UNKNOWN_CALLER,
          "the certificate "
              + serial.toString(16)
              + " isn't one that host "
              + name
              + " was given, or was replaced");
    }
    return new Caller(name, serial);
  }

  /** What is known of a host is read again: it has just changed. */
  public void changed(HostName name) {
    known.invalidate(name);
  }

  /** What was read lately is only good for letting in: a host may just have enrolled or renewed. */
  private Optional<Host> known(HostName name, BigInteger serial, Instant now) throws IOException {
    Known last = known.getIfPresent(name);
    if (last != null
        && now.isBefore(last.at().plus(FRESH))
        && last.host()
            .filter(host -> host.revokedAt() == null && host.mayUse(serial))
            .isPresent()) {
      return last.host();
    }
    try {
      Known read = new Known(hosts.find(name), now);
      known.put(name, read);
      return read.host();
    } catch (IOException e) {
      if (last != null && now.isBefore(last.at().plus(USABLE))) {
        return last.host();
      }
      throw new TrustException(
          TrustProblem.STORE_AWAY, "whether host " + name + " is revoked can't be read now", e);
    }
  }

  private static HostName name(X509Certificate certificate) throws TrustException {
    try {
      String subject = certificate.getSubjectX500Principal().getName();
      LdapName names = new LdapName(subject);
      Rdn only = names.size() == 1 ? names.getRdn(0) : null;
      if (only != null && only.size() == 1 && only.getType().equalsIgnoreCase("CN")) {
        return HostName.of(only.getValue().toString());
      }
    } catch (InvalidNameException | IllegalArgumentException e) {
      throw new TrustException(
          TrustProblem.UNKNOWN_CALLER, "the certificate names no host: " + e.getMessage(), e);
    }
    throw new TrustException(TrustProblem.UNKNOWN_CALLER, "the certificate names no host");
  }
}
