package io.mdis.worker.consume;

import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.Topics;
import io.mdis.image.layer.LayerStore;
import io.mdis.messaging.ConsumerLoop;
import io.mdis.messaging.ConsumerSettings;
import io.mdis.messaging.EventPublisher;
import io.mdis.worker.config.WorkerSettings;
import io.mdis.worker.scan.LayerResults;
import io.mdis.worker.scan.Scanner;
import io.mdis.worker.scan.ScannerSet;
import io.mdis.worker.store.ResultStore;
import io.mdis.worker.suppress.FindingDecisions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts one consumer group for each scanner bean: this is how a scanner gets its images. */
@ApplicationScoped
public class ScanConsumers {
  private static final Logger LOG = Logger.getLogger(ScanConsumers.class);

  private final ScannerSet scanners;
  private final WorkerSettings settings;
  private final String bootstrapServers;
  private final ImageSources sources;
  private final LayerStore layers;
  private final LayerResults layerResults;
  private final ResultStore results;
  private final FindingDecisions decisions;
  private final ScanMetrics metrics;
  private final Map<String, ConsumerLoop<ImageMessage>> loops = new TreeMap<>();
  private EventPublisher publisher;

  ScanConsumers(
      ScannerSet scanners,
      WorkerSettings settings,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      ImageSources sources,
      LayerStore layers,
      LayerResults layerResults,
      ResultStore results,
      FindingDecisions decisions,
      ScanMetrics metrics) {
    this.scanners = scanners;
    this.settings = settings;
    this.bootstrapServers = bootstrapServers;
    this.sources = sources;
    this.layers = layers;
    this.layerResults = layerResults;
    this.results = results;
    this.decisions = decisions;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) throws IOException {
    publisher = new EventPublisher(bootstrapServers);
    ImageScans scans = new ImageScans(sources, layers, layerResults, settings.scanTimeLimit());
    for (Scanner scanner : scanners) {
      ScanHandler handler = new ScanHandler(scanner, scans, results, decisions, publisher, metrics);
      loops.put(scanner.dimension(), loop(scanner, handler));
    }
    LOG.infof("scanning %s", loops.keySet());
  }

  /** Whether every group reads from the broker. */
  public boolean healthy() {
    return loops.values().stream().allMatch(ConsumerLoop::healthy);
  }

  void stop(@Observes ShutdownEvent event) {
    loops.values().forEach(ConsumerLoop::close);
    if (publisher != null) {
      publisher.close();
    }
  }

  private ConsumerLoop<ImageMessage> loop(Scanner scanner, ScanHandler handler) {
    ConsumerSettings consumer =
        new ConsumerSettings(
            bootstrapServers,
            Topics.IMAGES,
            scanner.dimension(),
            settings.parallelism(),
            settings.delays(),
            Duration.ofSeconds(10));
    return new ConsumerLoop<>(
        consumer, ImageMessage.class, handler::handle, new ScanFailures(), handler::gaveUp);
  }
}
