package io.mdis.trust.messaging;

import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.Topics;
import io.mdis.image.ImageException;
import io.mdis.measurement.MeasurementException;
import io.mdis.messaging.ConsumerLoop;
import io.mdis.messaging.ConsumerSettings;
import io.mdis.messaging.RecordInfo;
import io.mdis.trust.baseline.BaselineMaker;
import io.mdis.trust.baseline.BaselineStore;
import io.mdis.trust.baseline.VerifiedBaselines;
import io.mdis.trust.protocol.Baseline;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Reads every image that is to be scanned, in a group of its own, and has its baseline made. */
public final class BaselineConsumer implements AutoCloseable {
  /** Consumer group, and part of the names of its retry topic and dead letters. */
  public static final String GROUP = "trust";

  private static final Logger LOG = Logger.getLogger(BaselineConsumer.class);
  private static final int LONGEST = 500;

  private final BaselineMaker maker;
  private final BaselineStore store;
  private final VerifiedBaselines baselines;
  private final ConsumerLoop<ImageMessage> loop;

  /**
   * Starts reading; topic and group of the settings are {@link Topics#IMAGES} and {@link #GROUP}.
   */
  public BaselineConsumer(
      ConsumerSettings settings,
      BaselineMaker maker,
      BaselineStore store,
      VerifiedBaselines baselines) {
    this.maker = maker;
    this.store = store;
    this.baselines = baselines;
    this.loop =
        new ConsumerLoop<>(
            settings, ImageMessage.class, this::handle, new BaselineFailures(), this::gaveUp);
  }

  /** Whether the broker was asked for records lately. */
  public boolean healthy() {
    return loop.healthy();
  }

  private void handle(ImageMessage image, RecordInfo info) throws IOException {
    Baseline baseline = maker.make(image);
    baselines.changed(baseline.image().imageId());
    LOG.infof("baseline of %s: %s", image.reference(), baseline.image().trust());
  }

  /** An image that was given up on is UNKNOWN on every host; the reason says why. */
  private void gaveUp(ImageMessage image, RecordInfo info, Exception failure) throws IOException {
    String code =
        switch (failure) {
          case ImageException known -> known.problem().code();
          case MeasurementException known -> known.problem().code();
          default -> "trust.gave-up";
        };
    String problem = code + ": " + image.reference() + ": " + failure.getMessage();
    store.failed(
        image.configDigest(),
        image.manifestDigest(),
        problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST));
    baselines.changed(image.configDigest());
    LOG.warnf(
        "no baseline of %s after %d attempts: %s", image.reference(), info.attempt(), failure);
  }

  @Override
  public void close() {
    loop.close();
  }
}
