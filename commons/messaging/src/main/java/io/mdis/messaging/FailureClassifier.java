package io.mdis.messaging;

/** The one place of a service that decides whether a failure may pass by itself. */
@FunctionalInterface
public interface FailureClassifier {
  /** True when the same message may succeed later without anybody changing anything. */
  boolean retryable(Exception failure);
}
