package io.mdis.image.registry;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/**
 * A registry that may be contacted.
 *
 * @param host as references name it: {@code name[:port]}
 * @param plainHttp whether it is spoken to without TLS
 * @param credentials null for anonymous
 * @param caFile PEM certificates to trust in addition to nobody else; null for the system's
 * @param redirectHosts where it may send us for blobs: {@code name[:port]}, {@code *.suffix}, or
 *     {@code *} for every host with public addresses only
 * @param tokenHosts where it may send us for tokens, {@code name[:port]}, besides itself
 */
public record RegistryEndpoint(
    String host,
    boolean plainHttp,
    Credentials credentials,
    Path caFile,
    Set<String> redirectHosts,
    Set<String> tokenHosts) {
  /** Redirect host that stands for all with public addresses. */
  public static final String ANY_PUBLIC_HOST = "*";

  /** The sets are kept as they are. */
  public RegistryEndpoint {
    redirectHosts = Set.copyOf(redirectHosts);
    tokenHosts = Set.copyOf(tokenHosts);
  }

  /** One that neither redirects nor has a token service elsewhere, beyond what is well known. */
  public RegistryEndpoint(String host, boolean plainHttp, Credentials credentials, Path caFile) {
    this(host, plainHttp, credentials, caFile, wellKnownBlobs(host), wellKnownTokens(host));
  }

  /** The same, which may redirect to these. */
  public RegistryEndpoint withRedirectHosts(Set<String> hosts) {
    return new RegistryEndpoint(host, plainHttp, credentials, caFile, hosts, tokenHosts);
  }

  /** The same, whose tokens may come from these. */
  public RegistryEndpoint withTokenHosts(Set<String> hosts) {
    return new RegistryEndpoint(host, plainHttp, credentials, caFile, redirectHosts, hosts);
  }

  /** The same, with another login; null for anonymous. */
  RegistryEndpoint withCredentials(Credentials other) {
    return new RegistryEndpoint(host, plainHttp, other, caFile, redirectHosts, tokenHosts);
  }

  URI uri(String path) {
    String address = host.equals("docker.io") ? "registry-1.docker.io" : host;
    return URI.create((plainHttp ? "http://" : "https://") + address + path);
  }

  private static Set<String> wellKnownBlobs(String host) {
    return host.equals("docker.io")
        ? Set.of("production.cloudflare.docker.com", "*.r2.cloudflarestorage.com")
        : Set.of();
  }

  private static Set<String> wellKnownTokens(String host) {
    return switch (host) {
      case "docker.io" -> Set.of("auth.docker.io");
      case "registry.gitlab.com" -> Set.of("gitlab.com");
      default -> Set.of();
    };
  }
}
