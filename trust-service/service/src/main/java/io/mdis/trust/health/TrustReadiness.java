package io.mdis.trust.health;

import io.mdis.trust.config.TrustService;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while images are read and hosts are answered. A broken audit log is shown beside it. */
@Readiness
@ApplicationScoped
public class TrustReadiness implements HealthCheck {
  private final TrustService service;

  /** Asks the service. */
  public TrustReadiness(TrustService service) {
    this.service = service;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("trust")
        .withData("consuming", service.consuming())
        .withData("listening", service.listening())
        .withData("audit", service.audit())
        .status(service.consuming() && service.listening())
        .build();
  }
}
