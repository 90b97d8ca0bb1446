package io.mdis.trust.protocol;

import io.mdis.contracts.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What an image must be on every host. A signed statement: {@link StatementType#BASELINE}.
 *
 * @param origin where it was measured
 * @param host that built the image, for {@link Origin#HOST}: it counts on that host only; else null
 * @param form of the measurement, {@link #FORM}
 * @param image the values
 * @param manifests digests of the manifests by which the image was pushed
 * @param reference by which it was measured, for people; null when there is none
 * @param loadable whether Docker loads it at all; see the remarks when not
 * @param remarks what is odd about it, the first of each kind and layer
 * @param measuredAt when its layers were measured
 * @param validUntil when it must have been measured anew; null when it doesn't end
 */
public record Baseline(
    Origin origin,
    HostName host,
    String form,
    MeasuredImage image,
    List<Digest> manifests,
    String reference,
    boolean loadable,
    List<Remark> remarks,
    Instant measuredAt,
    Instant validUntil) {
  /** The form of layers and images that is measured now, see docs/reference/measurement.md. */
  public static final String FORM = "LTD1";

  /** Where an image was measured. */
  public enum Origin {
    /** At the registry, before any host had it. */
    PUSHED,
    /** On the host that built it: it says that nothing changed since, not where it came from. */
    HOST
  }

  /**
   * Something odd about a layer.
   *
   * @param layer its number from the base, 0 first
   * @param kind such as {@code OVERLAY_ATTRIBUTE}
   * @param path where
   */
  public record Remark(int layer, String kind, String path) {}

  /** The lists are kept as they are; throws when a part is missing or there is a host too much. */
  public Baseline {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(measuredAt, "measuredAt");
    manifests = List.copyOf(manifests);
    remarks = List.copyOf(remarks);
    if ((origin == Origin.HOST) != (host != null)) {
      throw new IllegalArgumentException("a baseline of a host names it, and no other one does");
    }
  }

  /** Whether it counts on a host. */
  public boolean countsOn(HostName where) {
    return host == null || host.equals(where);
  }

  /** Whether it must not be relied on any more: another form, or its time is over. */
  public boolean staleAt(Instant now) {
    return !form.equals(FORM) || (validUntil != null && !now.isBefore(validUntil));
  }
}
