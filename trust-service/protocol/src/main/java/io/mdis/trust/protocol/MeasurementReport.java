package io.mdis.trust.protocol;

import io.mdis.contracts.Digest;
import io.mdis.measurement.Sha384;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A host tells what it measured, and what it decided when it couldn't ask. The same report may be
 * sent again: it counts once.
 *
 * @param id of the report, made by the host: a UUID
 * @param occasion why the image was measured
 * @param at when, by the host's clock; may be long ago when the service was away
 * @param imageId by which the host knows the image
 * @param image as measured; null when it couldn't be
 * @param problem code and sentence why it couldn't be measured; null when it was
 * @param references of the image on the host
 * @param engine name and version of the engine that keeps it
 * @param breaches that the host found
 * @param decision that it took; null when nothing was to be decided
 */
public record MeasurementReport(
    String id,
    Occasion occasion,
    Instant at,
    Digest imageId,
    MeasuredImage image,
    String problem,
    List<String> references,
    String engine,
    List<Breach> breaches,
    Decision decision) {
  /** Most references of an image that are told. */
  public static final int MAX_REFERENCES = 100;

  private static final int LONGEST_REFERENCE = 1024;

  /** Why an image was measured. */
  public enum Occasion {
    PULL,
    LOAD,
    IMPORT,
    BUILD,
    /** A container of it was to be created or started. */
    START,
    /** The regular look at all images. */
    SCHEDULE,
    /** Before the engine started. */
    BOOT,
    /** Something in its folders changed. */
    CHANGE
  }

  /**
   * What a host did about a container.
   *
   * @param action what it did
   * @param offline whether it decided from what it had, because the service was away
   * @param outcome that it went by; null when there was none
   * @param baseline statement that it went by; null when there was none
   * @param container id or name; null when it isn't about one
   * @param reason a sentence for people
   */
  public record Decision(
      Action action,
      boolean offline,
      Verdict.Outcome outcome,
      Sha384 baseline,
      String container,
      String reason) {

    /** What is done about a container. */
    public enum Action {
      ALLOWED,
      /** It started although it should not: the policy only warns. */
      WARNED,
      DENIED,
      /** It had started already, and was stopped. */
      STOPPED
    }
  }

  /** Checks it; missing lists are empty. */
  public MeasurementReport {
    if (id == null || !id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      throw new IllegalArgumentException("a report's id is a UUID in lower case");
    }
    Objects.requireNonNull(occasion, "occasion");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(imageId, "imageId");
    references = references(references);
    breaches = breaches == null ? List.of() : List.copyOf(breaches);
    if (breaches.size() > Breach.MOST) {
      throw new IllegalArgumentException("more than " + Breach.MOST + " breaches");
    }
    if ((image == null) == (problem == null)) {
      throw new IllegalArgumentException("a report has a measurement or a problem");
    }
  }

  static List<String> references(List<String> given) {
    List<String> references = given == null ? List.of() : List.copyOf(given);
    if (references.size() > MAX_REFERENCES
        || references.stream().anyMatch(name -> name.length() > LONGEST_REFERENCE)) {
      throw new IllegalArgumentException(
          "at most " + MAX_REFERENCES + " references of " + LONGEST_REFERENCE + " characters");
    }
    return references;
  }
}
