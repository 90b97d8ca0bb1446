package io.mdis.secret.detect;

/**
 * Where text comes from, as far as it tells credentials from others.
 *
 * @param path of the file, without a slash in front
 * @param kind of place
 * @param binary whether it is no text: then only what has a telling shape is looked for
 */
public record SecretSource(String path, PathKind kind, boolean binary) {

  /** A text file. */
  public static SecretSource text(String path) {
    return new SecretSource(path, PathKind.of(path), false);
  }

  /** A program or another file that is no text. */
  public static SecretSource binary(String path) {
    return new SecretSource(path, PathKind.of(path), true);
  }

  /** Settings that are in use whatever they are called: an image's environment. */
  public static SecretSource settings(String name) {
    return new SecretSource(name, new PathKind(PathKind.Text.CONFIG, false), false);
  }

  /** What a program printed. */
  public static SecretSource log(String name) {
    return new SecretSource(name, new PathKind(PathKind.Text.OTHER, false), false);
  }
}
