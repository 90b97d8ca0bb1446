package io.mdis.messaging;

import io.mdis.contracts.Topics;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Handles one record to an end: done, to be tried again later, or given up on.
 *
 * @param <T> type of the message
 */
final class RecordTask<T> {
  private static final Logger LOG = Logger.getLogger(RecordTask.class);

  private final ConsumerSettings settings;
  private final Class<T> type;
  private final RecordHandler<T> handler;
  private final FailureClassifier failures;
  private final DeadLetterListener<T> deadLetters;
  private final EventPublisher publisher;
  private final RecordTrace trace = new RecordTrace();

  RecordTask(
      ConsumerSettings settings,
      Class<T> type,
      RecordHandler<T> handler,
      FailureClassifier failures,
      DeadLetterListener<T> deadLetters,
      EventPublisher publisher) {
    this.settings = settings;
    this.type = type;
    this.handler = handler;
    this.failures = failures;
    this.deadLetters = deadLetters;
    this.publisher = publisher;
  }

  /** True when the record needs no further handling here and may be committed. */
  boolean settle(ConsumerRecord<byte[], byte[]> record, Attempt attempt, Duration patience) {
    Span span = trace.begin(record, settings.group());
    try (Scope _ = span.makeCurrent()) {
      return settleInTrace(record, attempt, patience);
    } finally {
      span.end();
    }
  }

  private boolean settleInTrace(
      ConsumerRecord<byte[], byte[]> record, Attempt attempt, Duration patience) {
    RecordInfo info =
        new RecordInfo(
            attempt.origin(),
            record.partition(),
            record.offset(),
            ConsumerLoop.keyOf(record),
            attempt.number());
    T message = null;
    try {
      message = JsonCodec.decode(record.value(), type);
      handler.handle(message, info);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      return forward(record, attempt, info, message, e, patience);
    } catch (Error e) {
      // One hostile message must not end the handling of all that follow.
      Exception failure = new IllegalStateException("the handler broke: " + e, e);
      return forward(record, attempt, info, message, failure, patience);
    }
  }

  private boolean forward(
      ConsumerRecord<byte[], byte[]> record,
      Attempt attempt,
      RecordInfo info,
      T message,
      Exception failure,
      Duration patience) {
    Span.current().recordException(failure).setStatus(StatusCode.ERROR);
    boolean again =
        message != null
            && attempt.number() <= settings.delays().size()
            && failures.retryable(failure);
    try {
      if (again) {
        Instant next = Instant.now().plus(settings.delays().get(attempt.number() - 1));
        LOG.infof(
            "%s tries %s again at %s: %s", settings.group(), info.key(), next, failure.toString());
        String topic = Topics.retry(settings.topic(), settings.group());
        publisher.publish(attempt.forward(record, topic, next, failure), patience);
      } else {
        LOG.warnf(failure, "%s gives up on %s", settings.group(), info);
        if (message != null) {
          deadLetters.onDeadLetter(message, info, failure);
        }
        String topic = Topics.deadLetters(settings.topic(), settings.group());
        publisher.publish(attempt.forward(record, topic, Instant.EPOCH, failure), patience);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException e) {
      LOG.warnf("%s keeps %s: %s", settings.group(), info, e.getMessage());
      return false;
    } catch (Exception e) {
      LOG.errorf(e, "%s can't tell that it gave up on %s", settings.group(), info);
      return false;
    }
  }
}
