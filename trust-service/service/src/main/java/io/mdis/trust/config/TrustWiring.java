package io.mdis.trust.config;

import com.mongodb.client.MongoClient;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.measurement.tar.MeasurementLimits;
import io.mdis.measurement.tar.TarMeasurement;
import io.mdis.registries.NamedImages;
import io.mdis.trust.alert.AlertStore;
import io.mdis.trust.alert.Incidents;
import io.mdis.trust.alert.LoggedSecrets;
import io.mdis.trust.alert.Tampering;
import io.mdis.trust.audit.AuditCheck;
import io.mdis.trust.audit.AuditHead;
import io.mdis.trust.audit.AuditLog;
import io.mdis.trust.authority.CertificateAuthority;
import io.mdis.trust.authority.Enrolment;
import io.mdis.trust.authority.HostAccess;
import io.mdis.trust.authority.HostStore;
import io.mdis.trust.baseline.BaselineMaker;
import io.mdis.trust.baseline.BaselineReading;
import io.mdis.trust.baseline.HostBaselines;
import io.mdis.trust.baseline.LayerMeasurements;
import io.mdis.trust.baseline.VerifiedBaselines;
import io.mdis.trust.history.HistoryStore;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.report.ReportIntake;
import io.mdis.trust.rest.AgentApi;
import io.mdis.trust.store.TrustStores;
import io.mdis.trust.verify.NonceWindow;
import io.mdis.trust.verify.VerdictMemory;
import io.mdis.trust.verify.Verification;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the service together: its parts know no framework. */
@ApplicationScoped
public class TrustWiring {
  private static final int MOST_NONCES = 1_000_000;
  private static final InstantSource CLOCK = InstantSource.system();

  /** A worker in the same process has one already: then layers are fetched once for both. */
  @Produces
  @Singleton
  @DefaultBean
  LayerStore layers(TrustSettings settings) throws IOException {
    return new LayerStore(
        settings.layerStore().directory(), settings.layerStore().maxBytes(), LayerLimits.DEFAULT);
  }

  @Produces
  @Singleton
  TrustStores stores(
      MongoClient client,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String name) {
    return TrustStores.of(client.getDatabase(name));
  }

  @Produces
  @Singleton
  HostStore hosts(TrustStores stores) {
    return stores.hosts();
  }

  @Produces
  @Singleton
  AlertStore alerts(TrustStores stores) {
    return stores.alerts();
  }

  @Produces
  @Singleton
  HistoryStore history(TrustStores stores) {
    return stores.history();
  }

  @Produces
  @Singleton
  AuditHead head(TrustSettings settings) {
    return new AuditHead(settings.directory().resolve("audit.head"));
  }

  @Produces
  @Singleton
  AuditLog audit(TrustStores stores, ServiceKeys keys, AuditHead head) {
    return new AuditLog(stores.audit(), keys, head, CLOCK);
  }

  @Produces
  @Singleton
  AuditCheck auditCheck(TrustStores stores, ServiceKeys keys, AuditHead head) {
    return new AuditCheck(stores.audit(), keys, head);
  }

  @Produces
  @Singleton
  Incidents incidents(TrustStores stores, AuditLog audit) {
    return new Incidents(audit, stores.alerts(), stores.baselines(), CLOCK);
  }

  @Produces
  @Singleton
  VerifiedBaselines baselines(
      TrustStores stores, ServiceKeys keys, Incidents incidents, TrustSettings settings) {
    return new VerifiedBaselines(
        stores.baselines(), keys, incidents, settings.baselines().reread());
  }

  @Produces
  @Singleton
  BaselineReading reading(TrustStores stores, VerifiedBaselines baselines) {
    return new BaselineReading(baselines, stores.baselines(), stores.layers());
  }

  @Produces
  @Singleton
  BaselineMaker maker(
      TrustStores stores,
      LayerStore layers,
      NamedImages images,
      ServiceKeys keys,
      Incidents incidents,
      AuditLog audit,
      TrustSettings settings)
      throws IOException {
    Path scratch = Files.createDirectories(settings.directory().resolve("scratch"));
    LayerMeasurements measurements =
        new LayerMeasurements(
            layers,
            new TarMeasurement(scratch, MeasurementLimits.DEFAULT),
            stores.layers(),
            keys,
            incidents,
            scratch,
            CLOCK);
    return new BaselineMaker(
        images::open,
        measurements,
        stores.baselines(),
        keys,
        incidents,
        audit,
        settings.baselines().validity(),
        CLOCK);
  }

  @Produces
  @Singleton
  Enrolment enrolment(
      TrustStores stores,
      CertificateAuthority authority,
      ServiceKeys keys,
      AuditLog audit,
      TrustSettings settings) {
    return new Enrolment(
        authority,
        stores.hosts(),
        stores.tokens(),
        keys,
        audit,
        settings.hosts().tokenLasts(),
        CLOCK);
  }

  @Produces
  @Singleton
  HostAccess access(TrustStores stores) {
    return new HostAccess(stores.hosts(), CLOCK);
  }

  @Produces
  @Singleton
  Tampering tampering(TrustStores stores, AuditLog audit, VerifiedBaselines baselines) {
    return new Tampering(stores.alerts(), audit, baselines, CLOCK);
  }

  @Produces
  @Singleton
  VerdictMemory memory(TrustStores stores, Tampering tampering) {
    return new VerdictMemory(stores.history(), tampering);
  }

  @Produces
  @Singleton
  AgentApi api(
      TrustStores stores,
      Enrolment enrolment,
      HostAccess access,
      VerifiedBaselines baselines,
      BaselineMaker maker,
      BaselineReading reading,
      Tampering tampering,
      VerdictMemory memory,
      ServiceKeys keys,
      Incidents incidents,
      TrustSettings settings) {
    Set<String> own = settings.hosts().ownBaselines().orElse(Set.of());
    HostBaselines hostBaselines =
        new HostBaselines(
            maker, baselines, host -> own.contains("*") || own.contains(host.value()), CLOCK);
    NonceWindow nonces = new NonceWindow(settings.clockSkew(), MOST_NONCES, CLOCK);
    return new AgentApi(
        enrolment,
        access,
        new Verification(baselines, nonces, keys, memory, CLOCK),
        new ReportIntake(stores.history(), hostBaselines, baselines, stores.hosts(), CLOCK),
        tampering,
        new LoggedSecrets(stores.alerts(), baselines),
        reading,
        stores.history(),
        keys,
        incidents);
  }
}
