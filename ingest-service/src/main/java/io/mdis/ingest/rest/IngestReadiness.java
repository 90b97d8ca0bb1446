package io.mdis.ingest.rest;

import io.mdis.ingest.messaging.Preparation;
import io.mdis.ingest.messaging.Resolver;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when topics and indexes are made and the resolver reads; broker and database say their own.
 */
@Readiness
@ApplicationScoped
public class IngestReadiness implements HealthCheck {

  private final Preparation preparation;
  private final Resolver resolver;

  /** Asks these. */
  public IngestReadiness(Preparation preparation, Resolver resolver) {
    this.preparation = preparation;
    this.resolver = resolver;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("ingest")
        .withData("prepared", preparation.done())
        .withData("consuming", resolver.healthy())
        .status(preparation.done() && resolver.healthy())
        .build();
  }
}
