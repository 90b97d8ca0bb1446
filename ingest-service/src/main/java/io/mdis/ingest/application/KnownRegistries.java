package io.mdis.ingest.application;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The registries that are configured. No other host is ever contacted: payloads can be forged, and
 * a forged host would receive credentials or reach into the network.
 */
public final class KnownRegistries {

  private final Set<String> hosts;

  /** Hosts with optional port, in any case. */
  public KnownRegistries(Collection<String> hosts) {
    this.hosts =
        hosts.stream().map(KnownRegistries::normalised).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether that host, with its port if it names one, is configured. */
  public boolean contains(String host) {
    return hosts.contains(normalised(host));
  }

  /** Says for a person that a host is not configured and what to do about it. */
  public static String complaint(String host) {
    return "registry \""
        + host
        + "\" is not configured and is not contacted; to have its images scanned set"
        + " mdis.registries[n].host="
        + host;
  }

  private static String normalised(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
