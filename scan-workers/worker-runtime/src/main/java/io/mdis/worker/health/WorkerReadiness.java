package io.mdis.worker.health;

import io.mdis.worker.consume.ScanConsumers;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while every consumer group reads from the broker. */
@Readiness
@ApplicationScoped
public class WorkerReadiness implements HealthCheck {
  private final ScanConsumers consumers;

  WorkerReadiness(ScanConsumers consumers) {
    this.consumers = consumers;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("scan consumers").status(consumers.healthy()).build();
  }
}
