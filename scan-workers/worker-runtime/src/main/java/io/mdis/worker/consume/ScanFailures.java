package io.mdis.worker.consume;

import com.mongodb.MongoException;
import io.mdis.image.ImageException;
import io.mdis.messaging.FailureClassifier;
import java.io.IOException;

/** Which failures of a scan may pass by themselves: those of neighbours, not those of the image. */
public final class ScanFailures implements FailureClassifier {

  @Override
  public boolean retryable(Exception failure) {
    return switch (failure) {
      case ImageException image -> image.problem().retryable();
      case MongoException database -> true;
      case IOException io -> true;
      default -> false;
    };
  }
}
