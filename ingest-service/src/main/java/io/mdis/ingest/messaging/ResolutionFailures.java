package io.mdis.ingest.messaging;

import com.mongodb.MongoException;
import io.mdis.image.ImageException;
import io.mdis.messaging.FailureClassifier;
import java.io.IOException;

/** Decides which failures of the resolver may pass by themselves, and what they are called. */
final class ResolutionFailures implements FailureClassifier {

  @Override
  public boolean retryable(Exception failure) {
    return switch (failure) {
      case ImageException image -> image.problem().retryable();
      case IOException _, MongoException _ -> true;
      default -> false;
    };
  }

  String code(Exception failure) {
    return failure instanceof ImageException image ? image.problem().code() : "resolve.failed";
  }
}
