package io.mdis.export;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The package URL of an image (purl specification, type {@code oci}). */
public final class ImagePurl {
  /** Names are short and every quantifier has an alphabet of its own: this takes linear time. */
  private static final Pattern REFERENCE =
      Pattern.compile("([a-z0-9][a-zA-Z0-9.:-]*(?:/[a-z0-9._-]+)+)(?::([\\w.-]+))?(?:@sha256:.*)?");

  private static final int LONGEST = 1_000;

  private ImagePurl() {}

  /** Empty for what is no reference of a registry, such as an archive. */
  public static Optional<String> of(Report.Image image) {
    String name = image.name();
    if (name.length() > LONGEST || !(name.contains("@sha256:") || name.matches(".*:[\\w.-]+"))) {
      return Optional.empty();
    }
    Matcher reference = REFERENCE.matcher(name);
    if (!reference.matches()) {
      return Optional.empty();
    }
    String repository = reference.group(1);
    String last = repository.substring(repository.lastIndexOf('/') + 1);
    String tag = reference.group(2) == null ? "" : "&tag=" + encoded(reference.group(2));
    return Optional.of(
        "pkg:oci/"
            + last
            + "@"
            + encoded(image.digest())
            + "?repository_url="
            + encoded(repository).replace("%2F", "/")
            + tag);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
