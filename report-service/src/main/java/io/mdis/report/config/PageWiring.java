package io.mdis.report.config;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.mdis.report.dashboard.Dashboard;
import io.mdis.report.messaging.KafkaQueues;
import io.mdis.report.query.ImageSearch;
import io.mdis.report.query.Reports;
import io.mdis.report.query.SameFindings;
import io.mdis.report.queue.Queues;
import io.mdis.report.store.MongoFleet;
import io.mdis.report.store.MongoImageWalk;
import io.mdis.report.store.MongoReplayLog;
import io.mdis.report.store.MongoTrend;
import io.mdis.report.store.MongoTrustReports;
import io.mdis.report.store.MongoVulnerabilitySource;
import io.mdis.report.trust.TrustReports;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the parts that only pages ask. */
@Singleton
public final class PageWiring {
  private final MongoDatabase database;

  /** The database's name is shared by all services. */
  public PageWiring(MongoClient client, @ConfigProperty(name = "mdis.database") String database) {
    this.database = client.getDatabase(database);
  }

  @Produces
  @Singleton
  MongoFleet fleet() {
    return new MongoFleet(database);
  }

  @Produces
  @Singleton
  Dashboard dashboard(MongoFleet fleet, ReportConfig config) {
    return new Dashboard(fleet, new MongoTrend(database), config.dimensions(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  ImageSearch search(Reports reports) {
    return new ImageSearch(new MongoImageWalk(database), reports);
  }

  @Produces
  @Singleton
  SameFindings sameFindings() {
    return new SameFindings(dimension -> new MongoVulnerabilitySource(database, dimension));
  }

  @Produces
  @Singleton
  TrustReports trust() {
    return new MongoTrustReports(database);
  }

  @Produces
  @Singleton
  KafkaQueues broker(@ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
    return new KafkaQueues(brokers);
  }

  void close(@Disposes KafkaQueues broker) {
    broker.close();
  }

  @Produces
  @Singleton
  Queues queues(KafkaQueues broker) {
    return new Queues(broker, new MongoReplayLog(database), Clock.systemUTC());
  }
}
