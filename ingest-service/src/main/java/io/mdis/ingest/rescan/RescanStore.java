package io.mdis.ingest.rescan;

import io.mdis.contracts.ImageMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps rescans, and finds the images that they mean. Safe for several services at once. */
public interface RescanStore {

  /** Stored images that are meant and not deleted. */
  long count(ImageSelection images);

  /** Whether any image has a result of that dimension. */
  boolean knowsDimension(String dimension);

  /** The open rescan that wants the same. */
  Optional<Rescan> open(RescanRequest request);

  /** Rescans that are open. */
  long countOpen();

  /** Keeps a new one; the open one that wants the same, when there is one by now. */
  Rescan add(Rescan rescan);

  /** That one. */
  Optional<Rescan> find(String id);

  /** The newest first. */
  List<Rescan> latest(int count);

  /** Calls an open one off; nothing happens to another. */
  void cancel(String id, Instant at);

  /**
   * The oldest open one, for its owner to go on with alone.
   *
   * @param owner who asks; the same may ask again
   * @param time for which nobody else is given any
   */
  Optional<Rescan> claim(String owner, Duration time, Instant now);

  /** The next images that a rescan means, as messages with its reason; none when all were had. */
  List<ImageMessage> next(Rescan rescan, int count);

  /** Notes that these were handed on. */
  void published(Rescan rescan, String owner, List<ImageMessage> images);

  /** Notes that all were. */
  void finish(Rescan rescan, String owner, Instant at);
}
