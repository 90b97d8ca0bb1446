package io.mdis.image.reference;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.util.Locale;
import java.util.Objects;

/**
 * Name of an image in a registry, after the grammar of the distribution project ("reference"), with
 * Docker's defaults: {@code alpine} is {@code docker.io/library/alpine:latest}.
 *
 * @param registry host, and port where one was named; {@code docker.io} for Docker Hub
 * @param repository path below the registry, lower case
 * @param tag null when only a digest names the image
 * @param digest null when only a tag names the image
 */
public record ImageReference(String registry, String repository, String tag, Digest digest) {
  /** Registry when none is named. */
  public static final String DEFAULT_REGISTRY = "docker.io";

  /** Tag when neither tag nor digest is named. */
  public static final String DEFAULT_TAG = "latest";

  private static final int MAX_LENGTH = 1024;

  /** Checks that registry and repository are there; {@link #parse} checks the grammar. */
  public ImageReference {
    Objects.requireNonNull(registry, "registry");
    Objects.requireNonNull(repository, "repository");
    if (tag == null && digest == null) {
      throw new IllegalArgumentException("a reference has a tag or a digest");
    }
  }

  /** Reads {@code [registry/]repository[:tag][@digest]}; throws MALFORMED_REFERENCE. */
  public static ImageReference parse(String text) throws ImageException {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw malformed(text, "it has " + text.length() + " characters; 1 to " + MAX_LENGTH);
    }
    String rest = text;
    Digest digest = null;
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = digest(text, rest.substring(at + 1));
      rest = rest.substring(0, at);
    }
    String tag = null;
    int colon = rest.lastIndexOf(':');
    if (colon > rest.lastIndexOf('/')) {
      tag = rest.substring(colon + 1);
      rest = rest.substring(0, colon);
      if (!ReferenceGrammar.isTag(tag)) {
        throw malformed(text, "the tag is 1 to 128 of letters, digits, '_', '.' and '-'");
      }
    }
    if (tag == null && digest == null) {
      tag = DEFAULT_TAG;
    }
    return named(text, rest, tag, digest);
  }

  /** Checks parts that something else took apart; throws MALFORMED_REFERENCE. */
  public static ImageReference of(String registry, String repository, String tag, Digest digest)
      throws ImageException {
    String name = registry + "/" + repository;
    if (!ReferenceGrammar.isHost(registry)) {
      throw malformed(name, "the registry is a host name with an optional port");
    }
    if (!ReferenceGrammar.isRepository(repository)) {
      throw malformed(name, REPOSITORY_RULE);
    }
    if (tag != null && !ReferenceGrammar.isTag(tag)) {
      throw malformed(name, "the tag is 1 to 128 of letters, digits, '_', '.' and '-'");
    }
    if (tag == null && digest == null) {
      throw malformed(name, "it names neither a tag nor a digest");
    }
    return new ImageReference(canonical(registry), repository, tag, digest);
  }

  /** Tag or digest, whatever names the manifest exactest: what stands in a registry's URL. */
  public String selector() {
    return digest == null ? tag : digest.toString();
  }

  /** The same repository, by digest alone. */
  public ImageReference withDigest(Digest other) {
    return new ImageReference(registry, repository, tag, other);
  }

  @Override
  public String toString() {
    return registry
        + "/"
        + repository
        + (tag == null ? "" : ":" + tag)
        + (digest == null ? "" : "@" + digest);
  }

  private static final String REPOSITORY_RULE =
      "the repository is lower-case letters and digits, parted by '.', '_', '__', '-' or '/', at"
          + " most 255 characters";

  private static ImageReference named(String text, String name, String tag, Digest digest)
      throws ImageException {
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean isHost =
        first.indexOf('.') >= 0
            || first.indexOf(':') >= 0
            || first.equals("localhost")
            || !first.equals(first.toLowerCase(Locale.ROOT));
    String registry = isHost ? canonical(first) : DEFAULT_REGISTRY;
    String repository = isHost ? name.substring(slash + 1) : name;
    if (registry.equals(DEFAULT_REGISTRY) && repository.indexOf('/') < 0) {
      repository = "library/" + repository;
    }
    if (isHost && !ReferenceGrammar.isHost(first)) {
      throw malformed(text, "the registry is a host name with an optional port");
    }
    if (!ReferenceGrammar.isRepository(repository)) {
      throw malformed(text, REPOSITORY_RULE);
    }
    return new ImageReference(registry, repository, tag, digest);
  }

  private static String canonical(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "index.docker.io", "registry-1.docker.io" -> DEFAULT_REGISTRY;
      default -> lower;
    };
  }

  private static Digest digest(String text, String part) throws ImageException {
    try {
      return Digest.parse(part);
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          ImageProblem.MALFORMED_REFERENCE,
          "image reference \"" + shown(text) + "\": " + e.getMessage(),
          e);
    }
  }

  private static ImageException malformed(String text, String why) {
    return new ImageException(
        ImageProblem.MALFORMED_REFERENCE, "image reference \"" + shown(text) + "\": " + why);
  }

  private static String shown(String text) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), 120); i++) {
      char c = text.charAt(i);
      clean.append(c < ' ' || c > '~' ? '?' : c);
    }
    return text.length() > 120 ? clean + "…" : clean.toString();
  }
}
