package io.mdis.report.notify;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where deliveries are kept. Throws the store's unchecked exceptions when it can't be reached. */
public interface DeliveryStore {

  /** Keeps deliveries; those that are there stay as they are. */
  void keep(Collection<Delivery> deliveries);

  /** How it stands with a receiver. */
  ReceiverState state(String receiver);

  /** How many alerts a receiver is still to be told of. */
  long waiting(String receiver);

  /** How many of its alerts are dead letters. */
  long dead(String receiver);

  /** Has a replica alone send to a receiver until then; false when another one does. */
  boolean lease(String receiver, String owner, Instant now, Instant until);

  /** Gives the receiver back before the time. */
  void release(String receiver, String owner);

  /** What was put together and is not sent, the oldest one. */
  Optional<Batch> unsent(String receiver);

  /** Deliveries that wait, oldest first; urgent ones alone or all. */
  List<Delivery> next(String receiver, boolean urgentOnly, int most);

  /** Puts deliveries together for good. */
  Batch batch(String receiver, List<Delivery> deliveries, Instant now);

  /** The receiver has it. */
  void sent(Batch batch, Instant now);

  /** The receiver has not, and why; it is left alone until then. */
  void failed(Batch batch, String error, int failures, Instant notBefore);

  /** It is given up on. */
  void dead(Batch batch, String error, Instant now);

  /** Dead letters, newest first. */
  List<Batch> deadLetters(Optional<String> receiver, int most);

  /** Takes a dead letter up again, at once; false when there is no such one. */
  boolean replay(String batch, Instant now);

  /** Forgets what was sent before. */
  void forget(Instant sentBefore);
}
