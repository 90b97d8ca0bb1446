package io.mdis.ingest.rescan;

import io.mdis.contracts.ImageMessage;
import io.mdis.ingest.resolve.ImageOutlet;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Hands the images of open rescans to the workers: only so many that few wait there, so that a
 * pushed image never waits long behind them.
 */
public final class RescanFeed {

  /** As long as a service that was killed holds up the others. */
  private static final Duration CLAIM = Duration.ofSeconds(30);

  private final RescanStore store;
  private final ImageOutlet outlet;
  private final WaitingImages waiting;
  private final int mostWaiting;
  private final String owner;
  private final Clock clock;

  /**
   * Feeds as one of several services that may do so.
   *
   * @param mostWaiting images that no worker has taken yet above which nothing is added
   * @param owner name that no other has
   */
  public RescanFeed(
      RescanStore store,
      ImageOutlet outlet,
      WaitingImages waiting,
      int mostWaiting,
      String owner,
      Clock clock) {
    this.store = store;
    this.outlet = outlet;
    this.waiting = waiting;
    this.mostWaiting = mostWaiting;
    this.owner = owner;
    this.clock = clock;
  }

  /**
   * Hands on what may be handed on now.
   *
   * @param most images at once
   * @return how many were
   * @throws IOException when the broker or the store is away; what was not noted is done again
   */
  public int feed(int most) throws IOException {
    Optional<Rescan> claimed = store.claim(owner, CLAIM, clock.instant());
    if (claimed.isEmpty()) {
      return 0;
    }
    Rescan rescan = claimed.get();
    int room = Math.clamp(mostWaiting - waiting.count(), 0, most);
    if (room == 0) {
      return 0;
    }
    List<ImageMessage> images = store.next(rescan, room);
    for (ImageMessage image : images) {
      outlet.publish(image);
    }
    store.published(rescan, owner, images);
    if (images.size() < room) {
      store.finish(rescan, owner, clock.instant());
    }
    return images.size();
  }
}
