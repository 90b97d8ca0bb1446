package io.mdis.suppression;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Packages by their package URL (purl specification): type, namespace and name are the same, the
 * version too when one is given, as text, and each qualifier that is given.
 */
final class PurlPattern {
  private static final Set<String> IMAGE_TYPES = Set.of("oci", "docker");
  private final PackageURL wanted;

  private PurlPattern(PackageURL wanted) {
    this.wanted = wanted;
  }

  /** Reads a purl; throws IllegalArgumentException that says what is wrong. */
  static PurlPattern parse(String text) {
    PackageURL purl =
        read(text)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "not a package URL, such as pkg:apk/alpine/openssl: " + text));
    if (IMAGE_TYPES.contains(purl.getType())) {
      throw new IllegalArgumentException(
          "a package URL of an image is no package: say which image in \"image\"");
    }
    return new PurlPattern(purl);
  }

  static Optional<PackageURL> read(String text) {
    try {
      return Optional.of(new PackageURL(text));
    } catch (MalformedPackageURLException e) {
      return Optional.empty();
    }
  }

  boolean matches(PackageURL purl) {
    return wanted.getType().equals(purl.getType())
        && Objects.equals(wanted.getNamespace(), purl.getNamespace())
        && wanted.getName().equals(purl.getName())
        && (wanted.getVersion() == null || wanted.getVersion().equals(purl.getVersion()))
        && qualifiers(purl).entrySet().containsAll(qualifiers(wanted).entrySet());
  }

  private static Map<String, String> qualifiers(PackageURL purl) {
    return purl.getQualifiers() == null ? Map.of() : new TreeMap<>(purl.getQualifiers());
  }
}
