package io.mdis.suppression;

import com.github.packageurl.PackageURL;
import java.util.List;
import java.util.Optional;

/** A scope ready to be asked often. */
final class CompiledScope {
  private final Suppression entry;
  private final PurlPattern purl;
  private final Glob path;
  private final ImagePattern image;
  private final List<String> names;

  /** Throws IllegalArgumentException when a pattern can't be read. */
  CompiledScope(Suppression entry) {
    SuppressionScope scope = entry.scope();
    this.entry = entry;
    this.purl = scope.purl() == null ? null : PurlPattern.parse(scope.purl());
    this.path = scope.path() == null ? null : Glob.of(withoutSlash(scope.path()));
    this.image = scope.image() == null ? null : ImagePattern.parse(scope.image());
    this.names = scope.names().stream().map(FindingSubject::upper).toList();
  }

  Suppression entry() {
    return entry;
  }

  /** An environment fits an image that is in no other: what is fine in one may not be elsewhere. */
  boolean matches(ImageSubject subject) {
    String environment = entry.scope().environment();
    return (environment == null
            || (subject.environments().size() == 1 && subject.environments().contains(environment)))
        && (image == null || subject.names().stream().anyMatch(image::matches));
  }

  /** Whether what is found fits; image and environment were looked at before. */
  boolean matches(FindingSubject finding, Optional<PackageURL> installed) {
    SuppressionScope scope = entry.scope();
    String name = scope.packageName();
    return (scope.dimension() == null || scope.dimension().equals(finding.dimension()))
        && (scope.hash() == null || finding.hashes().contains(scope.hash()))
        && (names.isEmpty() || names.stream().anyMatch(finding.names()::contains))
        && (name == null || finding.packages().contains(name))
        && (purl == null || installed.map(purl::matches).orElse(false))
        && (path == null || path.matches(finding.path()));
  }

  private static String withoutSlash(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
