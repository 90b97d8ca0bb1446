package io.mdis.suppression;

import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Entries and findings as tests want them. */
public final class Entries {
  public static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private Entries() {}

  public static Suppression of(SuppressionScope scope, Instant expires) {
    return entry("e-1", scope, SuppressionStatus.ACCEPTED, Origin.REST, NOW, expires);
  }

  public static Suppression entry(
      String id,
      SuppressionScope scope,
      SuppressionStatus status,
      Origin origin,
      Instant created,
      Instant expires) {
    return new Suppression(
        id, scope, status, "reason of " + id, null, "ann", created, expires, origin, null);
  }

  public static Finding finding() {
    return finding(
        "CVE-2021-1111",
        "lib/apk/db/installed",
        Map.of(
            "package", "libssl1.1",
            "sourcePackage", "openssl",
            "purl", "pkg:apk/alpine/libssl1.1@1.1.1a-r0?arch=x86_64&distro=alpine-3.10",
            "aliases", "GHSA-aaaa-bbbb-cccc, DSA-1"));
  }

  public static Finding finding(String id, String path, Map<String, String> details) {
    return new Finding(id, "vulnerability", Severity.HIGH, null, "title", null, path, details);
  }

  public static ImageSubject image(String... references) {
    return new ImageSubject(List.of(references).stream().map(ImageName::parse).toList(), Set.of());
  }
}
