package io.mdis.report.messaging;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when a Kafka broker answers; without one, new results would not be seen in lists. */
@Readiness
@ApplicationScoped
public class BrokerReadiness implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private final Admin admin;

  /** Asks the brokers that are configured. */
  public BrokerReadiness(@ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "mdis-report-health",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis()));
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("report: Kafka broker answers");
    try {
      int brokers =
          admin.describeCluster().nodes().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).size();
      return response.status(brokers > 0).withData("brokers", brokers).build();
    } catch (ExecutionException | TimeoutException e) {
      return response.down().withData("error", String.valueOf(e.getMessage())).build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return response.down().withData("error", "interrupted").build();
    }
  }

  @PreDestroy
  void close() {
    admin.close(PATIENCE);
  }
}
