package io.mdis.harbor.rest;

import io.mdis.harbor.messaging.ResolvedImages;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when scans can be followed; the database says its own. */
@Readiness
@ApplicationScoped
public class HarborReadiness implements HealthCheck {
  private final ResolvedImages images;

  /** Asks this. */
  public HarborReadiness(ResolvedImages images) {
    this.images = images;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("harbor").status(images.healthy()).build();
  }
}
