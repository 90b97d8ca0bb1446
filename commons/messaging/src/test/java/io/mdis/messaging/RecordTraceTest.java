package io.mdis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordTraceTest {
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetry telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();
  private final RecordTrace trace = new RecordTrace(() -> telemetry);

  private static ConsumerRecord<byte[], byte[]> record(Headers headers) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "mdis.images", 0, 7, "key".getBytes(StandardCharsets.UTF_8), new byte[0]);
    headers.forEach(record.headers()::add);
    return record;
  }

  @Test
  void whoHandlesARecordGoesOnWithTheTraceOfWhoSentIt() {
    Headers headers = new RecordHeaders();
    headers.add("traceparent", "of an earlier attempt".getBytes(StandardCharsets.UTF_8));
    Span sender = telemetry.getTracer("test").spanBuilder("webhook").startSpan();
    try (Scope _ = sender.makeCurrent()) {
      trace.write(headers);
    }
    sender.end();

    trace.begin(record(headers), "history").end();

    assertThat(headers.headers("traceparent")).hasSize(1);
    SpanData handling = spans.getFinishedSpanItems().getLast();
    assertThat(handling.getTraceId()).isEqualTo(sender.getSpanContext().getTraceId());
    assertThat(handling.getParentSpanId()).isEqualTo(sender.getSpanContext().getSpanId());
    assertThat(handling.getName()).isEqualTo("process mdis.images");
    assertThat(handling.getAttributes().asMap().toString()).contains("history");
  }

  @Test
  void aHeaderThatIsNoTraceBeginsANewOne() {
    Headers headers = new RecordHeaders();
    headers.add("traceparent", "00-zz".getBytes(StandardCharsets.UTF_8));
    headers.add("tracestate", "x".repeat(100_000).getBytes(StandardCharsets.UTF_8));

    Span span = trace.begin(record(headers), "history");

    assertThat(span.getSpanContext().isValid()).isTrue();
  }

  @Test
  void withoutTracingNothingIsWritten() {
    RecordTrace none = new RecordTrace(OpenTelemetry::noop);
    Headers headers = new RecordHeaders();

    none.write(headers);

    assertThat(headers).isEmpty();
    assertThat(none.begin(record(headers), "g").getSpanContext())
        .isEqualTo(SpanContext.getInvalid());
  }
}
