package io.mdis.suppression;

/**
 * Which images: {@code registry/repository[:tag][@digest]}, where registry, repository and tag may
 * have wildcards as in {@link Glob}. Without tag and digest it means every image of the
 * repositories. An image that goes by several tags fits when one of them does.
 */
public final class ImagePattern {
  private final Glob repository;
  private final Glob tag;
  private final String digest;

  private ImagePattern(Glob repository, Glob tag, String digest) {
    this.repository = repository;
    this.tag = tag;
    this.digest = digest;
  }

  /** Reads a pattern; throws IllegalArgumentException that says what is wrong. */
  public static ImagePattern parse(String text) {
    ImageName parts = ImageName.parse(text);
    if (parts.repository().indexOf('/') < 0) {
      throw new IllegalArgumentException(
          "an image is named with its registry: docker.io/library/alpine, or */"
              + text
              + " for every registry");
    }
    if (parts.repository().chars().noneMatch(Character::isLetterOrDigit)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" means every image: name a registry or a repository, or leave it out");
    }
    return new ImagePattern(
        Glob.of(parts.repository()),
        parts.tags().isEmpty() ? null : Glob.of(parts.tags().getFirst()),
        parts.digest());
  }

  /** Whether the image goes by a name that fits. */
  public boolean matches(ImageName image) {
    return (digest.isEmpty() || digest.equals(image.digest()))
        && repository.matches(image.repository())
        && (tag == null || image.tags().stream().anyMatch(tag::matches));
  }
}
