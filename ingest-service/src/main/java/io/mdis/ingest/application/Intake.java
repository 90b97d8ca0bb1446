package io.mdis.ingest.application;

import io.mdis.contracts.ImageEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes images that somebody speaks of, and makes events of those whose registry is known. */
public final class Intake {

  private final KnownRegistries registries;
  private final EventOutlet outlet;
  private final Clock clock;

  /** The clock gives the time of receipt. */
  public Intake(KnownRegistries registries, EventOutlet outlet, Clock clock) {
    this.registries = registries;
    this.outlet = outlet;
    this.clock = clock;
  }

  /**
   * Accepts what can be accepted.
   *
   * @param source name of the sender
   * @param images what it speaks of
   * @param ignored what was left out already, and why
   * @return completes when every event is kept; fails when any of them is not certain to be
   */
  public CompletionStage<Acceptance> accept(
      String source, List<PushedImage> images, List<String> ignored) {
    List<String> reasons = new ArrayList<>(ignored);
    List<String> ids = new ArrayList<>();
    List<CompletableFuture<Void>> pending = new ArrayList<>();
    for (PushedImage image : images) {
      if (registries.contains(image.registry())) {
        ImageEvent event = event(source, image);
        ids.add(event.id());
        pending.add(outlet.publish(event).toCompletableFuture());
      } else {
        reasons.add(KnownRegistries.complaint(image.registry()));
      }
    }
    return CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
        .thenApply(done -> new Acceptance(ids, reasons));
  }

  private ImageEvent event(String source, PushedImage image) {
    return new ImageEvent(
        UUID.randomUUID().toString(),
        image.kind(),
        source,
        image.registry(),
        image.repository(),
        image.tag(),
        image.digest(),
        image.platform(),
        clock.instant());
  }

  /**
   * What became of a delivery.
   *
   * @param ids of the events that are kept now
   * @param ignored why the rest was left out
   */
  public record Acceptance(List<String> ids, List<String> ignored) {

    /** Copies what it is given. */
    public Acceptance {
      ids = List.copyOf(ids);
      ignored = List.copyOf(ignored);
    }
  }
}
