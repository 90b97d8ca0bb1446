package io.mdis.harbor.config;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.mdis.harbor.report.ReportMaker;
import io.mdis.harbor.report.ScannerName;
import io.mdis.harbor.scan.ImageState;
import io.mdis.harbor.scan.KnownInstances;
import io.mdis.harbor.scan.ScanDesk;
import io.mdis.harbor.scan.ScanOutlet;
import io.mdis.harbor.store.MongoImageState;
import io.mdis.harbor.store.MongoScans;
import io.mdis.registries.RegistrySettings;
import io.mdis.registries.loan.LentLogins;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the parts together that know no framework. */
@Singleton
public class HarborWiring {
  private final MongoDatabase database;

  /** Uses the one database of the installation. */
  public HarborWiring(
      MongoClient client,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String database) {
    this.database = client.getDatabase(database);
  }

  @Produces
  @Singleton
  MongoScans scans() {
    return new MongoScans(database);
  }

  @Produces
  @Singleton
  ImageState images() {
    return new MongoImageState(database);
  }

  @Produces
  @Singleton
  ScanDesk desk(
      MongoScans scans,
      ImageState images,
      LentLogins logins,
      ScanOutlet outlet,
      HarborSettings settings) {
    return new ScanDesk(
        scans,
        images,
        logins,
        outlet,
        new ScanDesk.Rules(settings.readers(), settings.timeLimit()),
        Clock.systemUTC());
  }

  @Produces
  @Singleton
  KnownInstances instances(RegistrySettings registries, HarborSettings settings) {
    return new KnownInstances(
        registries.all().stream().map(RegistrySettings.Registry::host).toList(),
        settings.aliases());
  }

  @Produces
  @Singleton
  ScannerName scanner(@ConfigProperty(name = "quarkus.application.version") String version) {
    return ScannerName.of(version);
  }

  @Produces
  @Singleton
  ReportMaker reports(ImageState images, ScannerName scanner) {
    return new ReportMaker(images, scanner);
  }
}
