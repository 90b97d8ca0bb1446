package io.mdis.messaging;

/**
 * Told of a message that was given up on, so that the service can store that as a result.
 *
 * @param <T> type of the message
 */
@FunctionalInterface
public interface DeadLetterListener<T> {
  /** Called before the record is published to the dead letters. */
  void onDeadLetter(T message, RecordInfo info, Exception failure) throws Exception;
}
