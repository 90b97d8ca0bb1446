package io.mdis.messaging;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The trace that a record is of, in its headers (W3C Trace Context), and the span of its handling
 * (OpenTelemetry semantic conventions, "Messaging spans"). Where no tracing is set up, nothing is
 * written and nothing is measured.
 */
final class RecordTrace {
  private static final String SCOPE = "io.mdis.messaging";

  /** Headers of a record are the broker's: bounded before they are read. */
  private static final int LONGEST_HEADER = 1024;

  private static final TextMapGetter<Headers> READ =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
          List<String> keys = new ArrayList<>();
          headers.forEach(header -> keys.add(header.key()));
          return keys;
        }

        @Override
        public String get(Headers headers, String key) {
          Header header = headers == null ? null : headers.lastHeader(key);
          return header == null || header.value() == null || header.value().length > LONGEST_HEADER
              ? null
              : new String(header.value(), StandardCharsets.UTF_8);
        }
      };

  private final Supplier<OpenTelemetry> telemetry;

  /** With what the process has set up by then. */
  RecordTrace() {
    this(GlobalOpenTelemetry::get);
  }

  RecordTrace(Supplier<OpenTelemetry> telemetry) {
    this.telemetry = telemetry;
  }

  /** Writes the current trace; what is there of another goes. */
  void write(Headers headers) {
    telemetry
        .get()
        .getPropagators()
        .getTextMapPropagator()
        .inject(
            Context.current(),
            headers,
            (carrier, key, value) -> {
              carrier.remove(key);
              carrier.add(key, value.getBytes(StandardCharsets.UTF_8));
            });
  }

  /** Begins the handling of a record by a group, in the trace that the record is of. */
  Span begin(ConsumerRecord<byte[], byte[]> record, String group) {
    Context parent =
        telemetry
            .get()
            .getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), record.headers(), READ);
    return telemetry
        .get()
        .getTracer(SCOPE)
        .spanBuilder("process " + record.topic())
        .setParent(parent)
        .setSpanKind(SpanKind.CONSUMER)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.operation.type", "process")
        .setAttribute("messaging.destination.name", record.topic())
        .setAttribute("messaging.consumer.group.name", group)
        .setAttribute("messaging.kafka.message.key", String.valueOf(ConsumerLoop.keyOf(record)))
        .startSpan();
  }
}
