package io.mdis.suppression.vex;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Map;
import java.util.Optional;

/**
 * What a statement is about: a package in any image, an image, or a package in an image.
 *
 * @param purl of the package; null for an image as a whole
 * @param image pattern; null for any image
 * @param exact whether a version, tag or digest is named
 */
record VexProduct(String purl, String image, boolean exact) {

  /** The product of a package URL; empty when it is none, or names an image too vaguely. */
  static Optional<VexProduct> of(String text) {
    PackageURL purl;
    try {
      purl = new PackageURL(text);
    } catch (MalformedPackageURLException e) {
      return Optional.empty();
    }
    return switch (purl.getType()) {
      case "oci" -> oci(purl);
      case "docker" -> docker(purl);
      default -> Optional.of(new VexProduct(text, null, purl.getVersion() != null));
    };
  }

  /** This package in that image; empty when neither is what its place demands. */
  Optional<VexProduct> in(VexProduct product) {
    // Whether a finding's package lies inside another package isn't known.
    return purl == null || product.image == null || product.purl != null
        ? Optional.empty()
        : Optional.of(new VexProduct(purl, product.image, exact || product.exact));
  }

  @Override
  public String toString() {
    return purl == null ? image : image == null ? purl : purl + " in " + image;
  }

  /** purl types, "oci": the repository's address is a qualifier, with or without the name. */
  private static Optional<VexProduct> oci(PackageURL purl) {
    String url = qualifiers(purl).getOrDefault("repository_url", "");
    String name = purl.getName();
    String repository =
        url.isEmpty()
            ? "**/" + name
            : canonical(url.endsWith("/" + name) ? url : url.replaceAll("/+$", "") + "/" + name);
    return image(repository, purl.getVersion(), qualifiers(purl).getOrDefault("tag", ""), purl);
  }

  /** purl types, "docker": Docker Hub unless a qualifier names a registry. */
  private static Optional<VexProduct> docker(PackageURL purl) {
    String host = qualifiers(purl).getOrDefault("repository_url", "docker.io");
    boolean hub = canonical(host).equals("docker.io");
    String space =
        purl.getNamespace() == null ? (hub ? "library/" : "") : purl.getNamespace() + "/";
    String version = purl.getVersion();
    boolean digest = version != null && version.indexOf(':') >= 0;
    return image(
        canonical(host) + "/" + space + purl.getName(),
        digest ? version : null,
        version == null || digest ? "" : version,
        purl);
  }

  /** Of one processor's image without a digest nothing can be said that others would not share. */
  private static Optional<VexProduct> image(
      String repository, String digest, String tag, PackageURL purl) {
    boolean wild = (repository.replace("**/", "") + tag).matches(".*[*?].*");
    if (wild || (digest == null && qualifiers(purl).containsKey("arch"))) {
      return Optional.empty();
    }
    String selector = digest != null ? "@" + digest : tag.isEmpty() ? "" : ":" + tag;
    return Optional.of(new VexProduct(null, repository + selector, !selector.isEmpty()));
  }

  private static Map<String, String> qualifiers(PackageURL purl) {
    return purl.getQualifiers() == null ? Map.of() : purl.getQualifiers();
  }

  private static String canonical(String address) {
    String bare = address.replaceFirst("^https?://", "");
    return bare.startsWith("index.docker.io") ? bare.substring("index.".length()) : bare;
  }
}
