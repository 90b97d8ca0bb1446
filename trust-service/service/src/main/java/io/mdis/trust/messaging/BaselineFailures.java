package io.mdis.trust.messaging;

import io.mdis.image.ImageException;
import io.mdis.measurement.MeasurementException;
import io.mdis.messaging.FailureClassifier;
import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import java.io.IOException;

/** Which failures of a measurement may pass by themselves: those of neighbours, not the image's. */
public final class BaselineFailures implements FailureClassifier {

  @Override
  public boolean retryable(Exception failure) {
    return switch (failure) {
      case ImageException image -> image.problem().retryable();
      case MeasurementException measurement -> false;
      case TrustException own -> own.problem() == TrustProblem.STORE_AWAY;
      case IOException io -> true;
      default -> false;
    };
  }
}
