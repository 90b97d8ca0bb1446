package io.mdis.trust.baseline;

import io.mdis.contracts.Digest;
import io.mdis.trust.audit.AuditEntry;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.MeasurementReport;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Baselines of images that a host built itself, where the policy allows that. Such a baseline says
 * that nothing changed since the build; the first one stays, so that a later report of something
 * else can't replace it.
 */
public final class HostBaselines {
  private final BaselineMaker maker;
  private final VerifiedBaselines baselines;
  private final Predicate<HostName> allowed;
  private final InstantSource clock;

  /**
   * With the policy.
   *
   * @param allowed hosts that may have baselines of their own
   */
  public HostBaselines(
      BaselineMaker maker,
      VerifiedBaselines baselines,
      Predicate<HostName> allowed,
      InstantSource clock) {
    this.maker = maker;
    this.baselines = baselines;
    this.allowed = allowed;
    this.clock = clock;
  }

  /** The baseline of what was built, made now when it is the first; empty when it may have none. */
  public Optional<VerifiedBaselines.Known> built(HostName host, MeasurementReport report)
      throws IOException {
    boolean build =
        report.occasion() == MeasurementReport.Occasion.BUILD
            || report.occasion() == MeasurementReport.Occasion.IMPORT;
    MeasuredImage image = report.image();
    if (!build
        || image == null
        || !report.breaches().isEmpty()
        || !image.imageId().equals(report.imageId())
        || !allowed.test(host)) {
      return Optional.empty();
    }
    Digest imageId = image.imageId();
    Optional<VerifiedBaselines.Known> known = baselines.find(imageId, host);
    if (known.isPresent()) {
      return known;
    }
    Baseline baseline =
        new Baseline(
            Baseline.Origin.HOST,
            host,
            Baseline.FORM,
            image,
            List.of(),
            report.references().isEmpty() ? null : report.references().getFirst(),
            true,
            List.of(),
            clock.instant(),
            null);
    maker.keep(baseline, AuditEntry.Kind.HOST_BASELINE_SIGNED);
    baselines.changed(imageId);
    return baselines.find(imageId, host);
  }
}
