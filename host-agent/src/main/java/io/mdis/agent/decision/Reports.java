package io.mdis.agent.decision;

import io.mdis.agent.outbox.Outbox;
import io.mdis.agent.store.ImageStore;
import io.mdis.agent.verify.Assessment;
import io.mdis.trust.protocol.AlertReport;
import io.mdis.trust.protocol.MeasurementReport;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Tells the service what was measured and decided, by way of the outbox. */
public final class Reports {
  private final Outbox outbox;
  private final ImageStore store;
  private final Clock clock;

  /** About the images of a store. */
  public Reports(Outbox outbox, ImageStore store, Clock clock) {
    this.outbox = outbox;
    this.store = store;
    this.clock = clock;
  }

  /** Tells of an image; throws when there is no room for it. */
  public void measured(Assessment image, List<String> names, MeasurementReport.Occasion occasion)
      throws IOException {
    decided(image, names, occasion, null);
  }

  /** Tells of an image and what was done about a container; throws when there is no room for it. */
  public void decided(
      Assessment image,
      List<String> names,
      MeasurementReport.Occasion occasion,
      MeasurementReport.Decision decision)
      throws IOException {
    List<String> references = names.stream().limit(MeasurementReport.MAX_REFERENCES).toList();
    MeasurementReport report =
        new MeasurementReport(
            UUID.randomUUID().toString(),
            occasion,
            clock.instant(),
            image.imageId(),
            image.image(),
            image.problem(),
            references,
            store.description(),
            image.breaches(),
            decision);
    outbox.put(Outbox.Kind.MEASUREMENT, TrustJson.write(report));
    if (image.outcome() == Verdict.Outcome.TAMPERED && !image.breaches().isEmpty()) {
      String container = decision == null ? null : decision.container();
      AlertReport alert =
          new AlertReport(
              clock.instant(), image.imageId(), references, container, image.breaches());
      outbox.put(Outbox.Kind.ALERT, TrustJson.write(alert));
    }
  }
}
