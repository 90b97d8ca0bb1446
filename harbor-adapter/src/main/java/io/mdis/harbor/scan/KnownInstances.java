package io.mdis.harbor.scan;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which configured registry the address in a request means. Whether TLS is spoken is decided by
 * what is configured, never by the request.
 */
public final class KnownInstances {
  private static final int LONGEST = 500;

  private final Map<String, String> byName = new HashMap<>();

  /**
   * Of hosts that are configured.
   *
   * @param hosts {@code host[:port]}
   * @param aliases by further names, such as that of Harbor's core inside its own network
   * @throws IllegalArgumentException when an alias means a host that is not configured
   */
  public KnownInstances(Collection<String> hosts, Map<String, String> aliases) {
    hosts.forEach(host -> byName.put(lower(host), host));
    aliases.forEach(
        (alias, host) -> {
          String configured = byName.get(lower(host));
          if (configured == null) {
            throw new IllegalArgumentException(
                "mdis.harbor.aliases.\"%s\" is %s, which no mdis.registries[n].host names"
                    .formatted(alias, host));
          }
          byName.put(lower(alias), configured);
        });
  }

  /**
   * The configured registry that an address means: {@code scheme://host[:port]}, also without the
   * scheme.
   *
   * @return empty when none is meant
   * @throws IllegalArgumentException when it is no such address
   */
  public Optional<String> find(String url) {
    URI address = parse(url);
    String host = lower(address.getHost());
    int port = address.getPort() >= 0 ? address.getPort() : defaultPort(address.getScheme());
    boolean usual = address.getPort() < 0 || port == defaultPort(address.getScheme());
    Optional<String> withPort = Optional.ofNullable(byName.get(host + ":" + port));
    return usual ? Optional.ofNullable(byName.get(host)).or(() -> withPort) : withPort;
  }

  private static URI parse(String url) {
    if (url == null || url.isBlank() || url.length() > LONGEST) {
      throw new IllegalArgumentException("must be the address of a registry");
    }
    URI address;
    try {
      address = new URI(url.contains("://") ? url.strip() : "https://" + url.strip());
    } catch (URISyntaxException e) {
      // The cause would quote an address that may hold a password.
      throw new IllegalArgumentException("is no address");
    }
    boolean bare =
        address.getRawUserInfo() == null
            && address.getRawQuery() == null
            && address.getRawFragment() == null
            && (address.getRawPath() == null || address.getRawPath().matches("/?"));
    if (address.getHost() == null || defaultPort(address.getScheme()) < 0 || !bare) {
      throw new IllegalArgumentException("must be http or https with a host and perhaps a port");
    }
    return address;
  }

  private static int defaultPort(String scheme) {
    return switch (lower(scheme)) {
      case "http" -> 80;
      case "https" -> 443;
      default -> -1;
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
