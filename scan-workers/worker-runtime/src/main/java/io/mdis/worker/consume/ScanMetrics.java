package io.mdis.worker.consume;

import io.mdis.contracts.ScanResult;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Counts and times scans by dimension and status. */
@ApplicationScoped
public class ScanMetrics {
  private final MeterRegistry registry;

  ScanMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void scanned(ScanResult result, Duration time) {
    registry
        .timer("mdis.scans", "dimension", result.dimension(), "status", result.status().name())
        .record(time);
  }
}
