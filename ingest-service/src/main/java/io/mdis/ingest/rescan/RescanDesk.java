package io.mdis.ingest.rescan;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes what people want scanned again, as long as not too much of it is open. */
public final class RescanDesk {

  private final RescanStore store;
  private final int mostOpen;
  private final Clock clock;

  /** At most so many are open at once. */
  public RescanDesk(RescanStore store, int mostOpen, Clock clock) {
    this.store = store;
    this.mostOpen = mostOpen;
    this.clock = clock;
  }

  /**
   * Takes a request; one that is open already stays the one.
   *
   * @param by who asks
   */
  public Answer take(RescanRequest request, String by) {
    Optional<Rescan> same = store.open(request);
    if (same.isPresent()) {
      return new Answer.Taken(same.get());
    }
    List<String> unknown =
        request.dimensions().stream().filter(each -> !store.knowsDimension(each)).toList();
    if (!unknown.isEmpty()) {
      return new Answer.UnknownDimensions(unknown);
    }
    long matched = store.count(request.images());
    if (matched == 0) {
      return new Answer.NoImages(request.images());
    }
    if (store.countOpen() >= mostOpen) {
      return new Answer.TooMany(mostOpen);
    }
    return new Answer.Taken(
        store.add(
            new Rescan(
                UUID.randomUUID().toString(),
                request,
                Rescan.State.OPEN,
                clock.instant(),
                by,
                matched,
                0,
                "",
                null)));
  }

  /** What became of a request. */
  public sealed interface Answer {

    /** It is kept. */
    record Taken(Rescan rescan) implements Answer {}

    /** No stored image is meant. */
    record NoImages(ImageSelection images) implements Answer {}

    /** No image was ever scanned along these. */
    record UnknownDimensions(List<String> dimensions) implements Answer {}

    /** So many are open, which is the most. */
    record TooMany(int most) implements Answer {}
  }
}
