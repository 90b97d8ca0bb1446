package io.mdis.report.config;

import com.mongodb.client.MongoClient;
import io.mdis.report.compare.ImageComparisons;
import io.mdis.report.export.StoredReports;
import io.mdis.report.query.Reports;
import io.mdis.report.store.MongoStoredDetail;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what exports and comparisons are answered from. */
@Singleton
public final class ExportWiring {

  /** Reports of stored images. */
  @Produces
  @Singleton
  public StoredReports storedReports(
      Reports reports,
      MongoClient client,
      @ConfigProperty(name = "mdis.database") String database,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    return new StoredReports(reports, new MongoStoredDetail(client.getDatabase(database)), version);
  }

  /** What differs between stored images. */
  @Produces
  @Singleton
  public ImageComparisons comparisons(Reports reports, StoredReports stored) {
    return new ImageComparisons(reports, stored);
  }
}
