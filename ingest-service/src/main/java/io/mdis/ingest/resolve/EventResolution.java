package io.mdis.ingest.resolve;

import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.ImageMessage;
import io.mdis.ingest.resolve.ImageResolver.Resolved;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * Turns one accepted event into images to scan. First the store, then the topic: whoever reads the
 * topic finds the image. All of it can be done again with the same outcome.
 */
public final class EventResolution {

  private final ImageResolver resolver;
  private final ImageStore store;
  private final ImageOutlet outlet;
  private final Clock clock;

  /** The clock gives the time of resolution. */
  public EventResolution(
      ImageResolver resolver, ImageStore store, ImageOutlet outlet, Clock clock) {
    this.resolver = resolver;
    this.store = store;
    this.outlet = outlet;
    this.clock = clock;
  }

  /**
   * Handles one event.
   *
   * @return why manifests that it leads to are not scanned
   * @throws IOException if the registry, the manifest or the topic is at fault
   */
  public List<String> handle(ImageEvent event) throws IOException {
    return switch (event.kind()) {
      case DELETE -> {
        store.delete(
            event.registry(), event.repository(), event.tag(), event.digest(), clock.instant());
        yield List.of();
      }
      case PULL -> List.of("a pull changes no image");
      case PUSH, SUBMIT, CRAWL, RESCAN -> resolve(event);
    };
  }

  private List<String> resolve(ImageEvent event) throws IOException {
    Resolved resolved = resolver.resolve(event);
    for (PlatformImage image : resolved.images()) {
      ImageMessage message = message(event, image);
      store.save(message);
      outlet.publish(message);
    }
    return resolved.skipped();
  }

  private ImageMessage message(ImageEvent event, PlatformImage image) {
    return new ImageMessage(
        event.registry(),
        event.repository(),
        event.tag(),
        image.manifestDigest(),
        image.configDigest(),
        image.platform(),
        image.layers(),
        switch (event.kind()) {
          case SUBMIT -> ImageMessage.Reason.SUBMIT;
          case CRAWL, RESCAN -> ImageMessage.Reason.RESCAN;
          case PUSH, PULL, DELETE -> ImageMessage.Reason.PUSH;
        },
        event.id(),
        clock.instant());
  }
}
