package io.mdis.report.config;

import com.mongodb.client.MongoClient;
import io.mdis.report.query.Reports;
import io.mdis.report.query.Vulnerabilities;
import io.mdis.report.store.MongoOverviews;
import io.mdis.report.store.MongoReportSource;
import io.mdis.report.store.MongoVulnerabilitySource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the parts that know nothing of the container. */
@Singleton
public final class ReportWiring {
  private final MongoClient client;
  private final String database;

  /** The database's name is shared by all services. */
  public ReportWiring(MongoClient client, @ConfigProperty(name = "mdis.database") String database) {
    this.client = client;
    this.database = database;
  }

  /** Answers questions about images. */
  @Produces
  @Singleton
  public Reports reports(ReportConfig config) {
    return new Reports(new MongoReportSource(client.getDatabase(database)), config.dimensions());
  }

  /** Answers which images have a flaw. */
  @Produces
  @Singleton
  public Vulnerabilities vulnerabilities() {
    return new Vulnerabilities(new MongoVulnerabilitySource(client.getDatabase(database)));
  }

  /** Keeps the overviews. */
  @Produces
  @Singleton
  public MongoOverviews overviews() {
    return new MongoOverviews(client.getDatabase(database));
  }
}
