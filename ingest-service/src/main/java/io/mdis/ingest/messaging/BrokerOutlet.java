package io.mdis.ingest.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.contracts.ImageEvent;
import io.mdis.ingest.application.EventOutlet;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends events to Kafka; done when all in-sync replicas have them. */
@ApplicationScoped
public class BrokerOutlet implements EventOutlet {

  /** Distribution gives up after one second by default, so the answer must be out before. */
  private static final Duration PATIENCE = Duration.ofMillis(900);

  private static final int MAX_WAITING = 1024;

  private final MutinyEmitter<Record<String, String>> emitter;
  private final ObjectMapper json;

  /** Sends on channel {@code image-events}. */
  public BrokerOutlet(
      @Channel("image-events")
          @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = MAX_WAITING)
          MutinyEmitter<Record<String, String>> emitter,
      ObjectMapper json) {
    this.emitter = emitter;
    this.json = json;
  }

  @Override
  public CompletionStage<Void> publish(ImageEvent event) {
    String value;
    try {
      value = json.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every event can be written as JSON", e);
    }
    return Uni.createFrom()
        .deferred(() -> emitter.send(Record.of(event.key(), value)))
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .transform(e -> new BrokerAwayException("the message broker did not take the event", e))
        .subscribeAsCompletionStage();
  }
}
