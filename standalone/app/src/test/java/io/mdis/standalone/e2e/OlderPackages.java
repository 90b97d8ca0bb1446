package io.mdis.standalone.e2e;

import java.util.Map;

/** Versions that real images are given in place of their own, by binary package. */
final class OlderPackages {
  /** openssl 1.1.1b-r1, musl 1.1.22-r2 and busybox 1.29.3-r9 with their subpackages. */
  static final Map<String, String> ALPINE_310 =
      Map.of(
          "libcrypto1.1", "1.1.1b-r1",
          "libssl1.1", "1.1.1b-r1",
          "musl", "1.1.22-r2",
          "musl-utils", "1.1.22-r2",
          "busybox", "1.29.3-r9",
          "ssl_client", "1.29.3-r9");

  private OlderPackages() {}
}
