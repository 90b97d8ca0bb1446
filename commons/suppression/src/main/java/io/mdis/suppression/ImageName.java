package io.mdis.suppression;

import java.util.List;

/**
 * A name that an image goes by.
 *
 * @param repository {@code registry/repository}
 * @param tags that led to it, may be empty
 * @param digest of the manifest, {@code sha256:…}; empty when not known
 */
public record ImageName(String repository, List<String> tags, String digest) {

  /** Copies what it is given. */
  public ImageName {
    tags = List.copyOf(tags);
  }

  /** Takes {@code registry/repository[:tag][@digest]} apart; nothing is added by default. */
  public static ImageName parse(String reference) {
    int at = reference.indexOf('@');
    String digest = at < 0 ? "" : reference.substring(at + 1);
    String name = at < 0 ? reference : reference.substring(0, at);
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/')
        ? new ImageName(name.substring(0, colon), List.of(name.substring(colon + 1)), digest)
        : new ImageName(name, List.of(), digest);
  }
}
