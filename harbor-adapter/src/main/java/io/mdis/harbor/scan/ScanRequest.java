package io.mdis.harbor.scan;

import io.mdis.contracts.Digest;
import java.util.Optional;

/**
 * What Harbor asks for, checked.
 *
 * @param registry host and optional port, as it is configured
 * @param repository path below the registry
 * @param tag for a person; null when there is none
 * @param digest of the image's manifest
 * @param authorization header that is lent for reading it, well formed; empty when there is none
 */
public record ScanRequest(
    String registry, String repository, String tag, Digest digest, Optional<String> authorization) {
  @Override
  public String toString() {
    return registry + "/" + repository + "@" + digest;
  }
}
