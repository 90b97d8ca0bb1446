package io.mdis.ingest.application;

import io.mdis.contracts.ImageEvent;
import java.util.concurrent.CompletionStage;

/** Where accepted events go. */
@FunctionalInterface
public interface EventOutlet {

  /**
   * Hands an event on.
   *
   * @return completes when the event is kept safely; fails when that is not certain in time
   */
  CompletionStage<Void> publish(ImageEvent event);
}
