package io.mdis.ingest.messaging;

import io.mdis.messaging.BrokerConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * {@code mdis_queue_lag_records} by group and topic, and {@code mdis_dead_letters_records} by
 * topic. Every replica tells the same: take the greatest, not the sum. While the broker is away
 * there are none.
 */
@ApplicationScoped
public class QueueMetrics {
  private static final Logger LOG = Logger.getLogger(QueueMetrics.class);
  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String bootstrapServers;
  private final Preparation preparation;
  private final MultiGauge lags;
  private final MultiGauge deadLetters;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("queue-metrics").daemon().factory());
  private Admin admin;

  /** Asks the broker that the service is configured with. */
  public QueueMetrics(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      Preparation preparation,
      MeterRegistry meters) {
    this.bootstrapServers = bootstrapServers;
    this.preparation = preparation;
    this.lags =
        MultiGauge.builder("mdis.queue.lag")
            .description("Records that a consumer group has not finished")
            .baseUnit("records")
            .register(meters);
    this.deadLetters =
        MultiGauge.builder("mdis.dead.letters")
            .description("Records that a consumer group gave up on")
            .baseUnit("records")
            .register(meters);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the clock; failures are logged.
  void start(@Observes StartupEvent event) {
    clock.scheduleWithFixedDelay(this::read, 1, PAUSE.toSeconds(), TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    clock.shutdownNow();
    try {
      boolean unused = clock.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (admin != null) {
      admin.close(PATIENCE);
    }
  }

  private void read() {
    if (!preparation.done()) {
      return;
    }
    List<MultiGauge.Row<?>> behind = new ArrayList<>();
    List<MultiGauge.Row<?>> dead = new ArrayList<>();
    try {
      if (admin == null) {
        admin =
            Admin.create(
                BrokerConnection.settings(bootstrapServers, Map.of("request.timeout.ms", 5_000)));
      }
      QueueState state = QueueState.read(admin);
      for (QueueState.Lag lag : state.lags()) {
        Tags tags = Tags.of("group", lag.group(), "topic", lag.topic());
        behind.add(MultiGauge.Row.of(tags, lag.records()));
      }
      state
          .deadLetters()
          .forEach((topic, count) -> dead.add(MultiGauge.Row.of(Tags.of("topic", topic), count)));
    } catch (IOException | KafkaException e) {
      LOG.debugf("what waits at the broker is not known: %s", e);
    } catch (RuntimeException e) {
      LOG.error("what waits at the broker is not known", e);
    }
    lags.register(behind, true);
    deadLetters.register(dead, true);
  }
}
