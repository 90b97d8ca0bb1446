package io.mdis.trust.messaging;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.Topics;
import io.mdis.messaging.EventPublisher;
import io.mdis.trust.store.AcceptedImages;
import io.mdis.trust.store.MongoBaselines;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds images that were accepted and have no current baseline, or one that was altered, and has
 * them measured: so even a lost topic heals. Other groups skip what they know already.
 */
public final class MissingBaselines {
  private static final int PAGE = 500;
  private static final int MOST_PER_RUN = 1000;
  private static final Duration AGAIN = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AcceptedImages images;
  private final MongoBaselines baselines;
  private final EventPublisher publisher;
  private final Map<Digest, Instant> enqueuedAt = new HashMap<>();

  /** With where to look and where to tell. */
  public MissingBaselines(
      AcceptedImages images, MongoBaselines baselines, EventPublisher publisher) {
    this.images = images;
    this.baselines = baselines;
    this.publisher = publisher;
  }

  /** Enqueues what was accepted before a time and lacks a baseline; says how many. */
  public int run(Instant now, Instant acceptedBefore) throws IOException {
    enqueuedAt.values().removeIf(at -> at.plus(AGAIN).isBefore(now));
    int enqueued = 0;
    AcceptedImages.Page page = images.after("", acceptedBefore, PAGE);
    while (!page.last().isEmpty()) {
      List<Digest> ids = page.images().stream().map(ImageMessage::configDigest).toList();
      Set<Digest> lacking = baselines.lacking(ids, now);
      for (ImageMessage image : page.images()) {
        if (enqueued == MOST_PER_RUN) {
          return enqueued;
        }
        if (lacking.contains(image.configDigest())
            && !enqueuedAt.containsKey(image.manifestDigest())) {
          publisher.publish(Topics.IMAGES, image.manifestDigest().toString(), image, PATIENCE);
          enqueuedAt.put(image.manifestDigest(), now);
          enqueued++;
        }
      }
      page = images.after(page.last(), acceptedBefore, PAGE);
    }
    return enqueued;
  }
}
