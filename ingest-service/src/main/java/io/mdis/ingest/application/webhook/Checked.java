package io.mdis.ingest.application.webhook;

import io.mdis.ingest.application.PushedImage;
import java.util.regex.Pattern;

/**
 * Checks the parts of a name against the grammar of the OCI distribution specification 1.1
 * ("Pulling manifests"), with possessive quantifiers: no input makes matching slow.
 */
public final class Checked {

  private static final int MAX_REPOSITORY = 255;
  private static final Pattern HOST =
      Pattern.compile(
          "(?:[A-Za-z0-9][A-Za-z0-9.-]{0,252}+|\\[[0-9a-fA-F:.]{2,45}+])(?::[0-9]{1,5}+)?+");
  private static final Pattern SEGMENT = Pattern.compile("[a-z0-9](?:[a-z0-9._-]*+)");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}+");

  private Checked() {}

  /**
   * The image, when its registry, repository and tag are well formed.
   *
   * @param field path to name in the complaint
   */
  public static PushedImage image(PushedImage image, String field) throws PayloadException {
    registry(image.registry(), field);
    repository(image.repository(), field);
    if (image.tag() != null && !TAG.matcher(image.tag()).matches()) {
      throw new PayloadException(field, "names no valid tag: " + image.tag());
    }
    return image;
  }

  /** Complains when that is no host with an optional port. */
  public static void registry(String registry, String field) throws PayloadException {
    if (!HOST.matcher(registry).matches()) {
      throw new PayloadException(field, "names no valid registry host: " + registry);
    }
  }

  /** Complains when that is no path below a registry. */
  public static void repository(String repository, String field) throws PayloadException {
    if (repository.length() > MAX_REPOSITORY || !segmentsMatch(repository)) {
      throw new PayloadException(field, "names no valid repository: " + repository);
    }
  }

  private static boolean segmentsMatch(String repository) {
    for (String segment : repository.split("/", -1)) {
      if (!SEGMENT.matcher(segment).matches()) {
        return false;
      }
    }
    return true;
  }
}
