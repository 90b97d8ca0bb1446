package io.mdis.messaging;

/**
 * Handles one message. Returning means that it is done and its effects are stored; an exception
 * means that it is not. Called by several threads, and possibly again with the same message.
 *
 * @param <T> type of the message
 */
@FunctionalInterface
public interface RecordHandler<T> {
  /** Handles the message; may take long. */
  void handle(T message, RecordInfo info) throws Exception;
}
