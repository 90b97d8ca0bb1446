package io.mdis.image.registry;

import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * Where an answer of a registry may send us: to itself, or to what it is configured with. A
 * registry that was broken into must not make us reach what only we can reach.
 */
record RedirectRule(RegistryEndpoint endpoint) {
  /** Throws REDIRECT_REFUSED unless a blob may be read there. */
  void checkBlob(URI target) throws ImageException {
    check(target, endpoint.redirectHosts(), "redirect", "redirect hosts");
  }

  /** Throws REDIRECT_REFUSED unless a token may be asked for there. */
  void checkToken(URI target) throws ImageException {
    check(target, endpoint.tokenHosts(), "token service", "token hosts");
  }

  /** Throws REDIRECT_REFUSED unless it is the registry itself: only there is anything written. */
  void checkUpload(URI target) throws ImageException {
    if (target.getRawUserInfo() != null || !isOwn(target)) {
      throw refused("upload", target, "what is pushed goes to the registry itself alone");
    }
  }

  /** Whether it is the registry itself, by the same scheme: logins may go there. */
  boolean isOwn(URI target) {
    URI own = endpoint.uri("/");
    return own.getScheme().equalsIgnoreCase(target.getScheme())
        && hostOf(own).equals(hostOf(target))
        && portOf(own) == portOf(target);
  }

  private void check(URI target, Set<String> allowed, String what, String setting)
      throws ImageException {
    if (target.getHost() == null || target.getRawUserInfo() != null) {
      throw refused(what, target, "it names no plain host");
    }
    if (isOwn(target)) {
      return;
    }
    boolean https = "https".equalsIgnoreCase(target.getScheme());
    boolean http = "http".equalsIgnoreCase(target.getScheme());
    if (!https && !(http && endpoint.plainHttp())) {
      throw refused(what, target, "only https is followed");
    }
    String host = hostOf(target);
    if ((allowed.contains(host) && !https) || allowed.contains(host + ":" + portOf(target))) {
      return;
    }
    if (allowed.contains(host) && portOf(target) == 443) {
      return;
    }
    boolean suffix =
        allowed.stream().anyMatch(a -> a.startsWith("*.") && host.endsWith(a.substring(1)));
    if (!suffix && !allowed.contains(RegistryEndpoint.ANY_PUBLIC_HOST)) {
      throw refused(
          what, target, "add " + host + " to the registry's " + setting + " if that is right");
    }
    if (!https || portOf(target) != 443) {
      throw refused(what, target, "only https on port 443 is followed");
    }
    requirePublic(what, target, host);
  }

  private void requirePublic(String what, URI target, String host) throws ImageException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new ImageException(
          ImageProblem.UNAVAILABLE, what + " of " + endpoint.host() + ": no host " + host, e);
    }
    for (InetAddress address : addresses) {
      if (!PublicAddress.is(address)) {
        throw refused(what, target, host + " has an address that is not public");
      }
    }
  }

  private ImageException refused(String what, URI target, String why) {
    return new ImageException(
        ImageProblem.REDIRECT_REFUSED,
        what + " of " + endpoint.host() + " to " + shown(target) + " refused: " + why);
  }

  /** Without path and query, which hold signatures. */
  static String shown(URI target) {
    String port = target.getPort() < 0 ? "" : ":" + target.getPort();
    return target.getScheme() + "://" + target.getHost() + port;
  }

  private static String hostOf(URI uri) {
    return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static int portOf(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
  }
}
