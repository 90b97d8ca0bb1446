package io.mdis.worker.consume;

import io.mdis.contracts.ScanResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * {@code mdis_scans_seconds} by dimension and status, with buckets from a second to half an hour.
 */
@ApplicationScoped
public class ScanMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30)
  };

  private final MeterRegistry registry;

  ScanMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void scanned(ScanResult result, Duration time) {
    Timer.builder("mdis.scans")
        .description("Scans of images, with the fetching of their layers")
        .tag("dimension", result.dimension())
        .tag("status", result.status().name())
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(time);
  }
}
