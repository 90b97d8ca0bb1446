package io.mdis.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What the headers of a record say about earlier attempts.
 *
 * @param number of this attempt, from 1
 * @param notBefore when it may run
 * @param origin topic that the record was first published to
 */
record Attempt(int number, Instant notBefore, String origin) {
  private static final String NUMBER = "mdis-attempt";
  private static final String NOT_BEFORE = "mdis-not-before";
  private static final String ORIGIN = "mdis-origin";
  private static final String ERROR = "mdis-error";
  private static final int ERROR_LENGTH = 2_000;

  static Attempt of(ConsumerRecord<byte[], byte[]> record) {
    try {
      String origin = text(record.headers(), ORIGIN, record.topic());
      int number = Integer.parseInt(text(record.headers(), NUMBER, "1"));
      long millis = Long.parseLong(text(record.headers(), NOT_BEFORE, "0"));
      return new Attempt(Math.max(1, number), Instant.ofEpochMilli(millis), origin);
    } catch (NumberFormatException e) {
      return new Attempt(1, Instant.EPOCH, record.topic());
    }
  }

  /** The same record for another topic, with the failure in its headers. */
  ProducerRecord<byte[], byte[]> forward(
      ConsumerRecord<byte[], byte[]> record, String topic, Instant next, Exception failure) {
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(topic, null, record.key(), record.value());
    put(copy.headers(), NUMBER, Integer.toString(number + 1));
    put(copy.headers(), NOT_BEFORE, Long.toString(next.toEpochMilli()));
    put(copy.headers(), ORIGIN, origin);
    String error = failure.toString();
    put(copy.headers(), ERROR, error.substring(0, Math.min(error.length(), ERROR_LENGTH)));
    return copy;
  }

  private static String text(Headers headers, String name, String otherwise) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? otherwise
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
