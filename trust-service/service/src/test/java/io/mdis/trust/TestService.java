package io.mdis.trust;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.Platform;
import io.mdis.fixtures.CraftedImage;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.measurement.tar.MeasurementLimits;
import io.mdis.measurement.tar.TarMeasurement;
import io.mdis.trust.alert.Incidents;
import io.mdis.trust.alert.LoggedSecrets;
import io.mdis.trust.alert.Tampering;
import io.mdis.trust.audit.AuditCheck;
import io.mdis.trust.audit.AuditHead;
import io.mdis.trust.audit.AuditLog;
import io.mdis.trust.authority.CertificateAuthority;
import io.mdis.trust.authority.Enrolment;
import io.mdis.trust.authority.HostAccess;
import io.mdis.trust.baseline.BaselineMaker;
import io.mdis.trust.baseline.BaselineReading;
import io.mdis.trust.baseline.HostBaselines;
import io.mdis.trust.baseline.LayerMeasurements;
import io.mdis.trust.baseline.VerifiedBaselines;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.key.SigningKeys;
import io.mdis.trust.report.ReportIntake;
import io.mdis.trust.rest.AgentApi;
import io.mdis.trust.store.MongoBaselines;
import io.mdis.trust.store.MongoHistory;
import io.mdis.trust.store.MongoHosts;
import io.mdis.trust.store.MongoLayers;
import io.mdis.trust.store.MongoTrustAlerts;
import io.mdis.trust.store.TrustStores;
import io.mdis.trust.verify.NonceWindow;
import io.mdis.trust.verify.VerdictMemory;
import io.mdis.trust.verify.Verification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The service's parts over a real database, without a framework; images come from the test. */
public final class TestService {
  public static final Duration SKEW = Duration.ofSeconds(60);

  public final TestClock clock;
  public final TestDatabase database;
  public final ServiceKeys keys;
  public final AuditLog audit;
  public final AuditCheck auditCheck;
  public final CertificateAuthority authority;
  public final Enrolment enrolment;
  public final HostAccess access;
  public final MongoBaselines baselineStore;
  public final MongoLayers layers;
  public final MongoHistory history;
  public final MongoHosts hosts;
  public final MongoTrustAlerts alerts;
  public final Incidents incidents;
  public final VerifiedBaselines baselines;
  public final BaselineMaker maker;
  public final HostBaselines hostBaselines;
  public final VerdictMemory memory;
  public final Verification verification;
  public final ReportIntake reports;
  public final AgentApi api;

  /** Layers that were read from the registry so far. */
  public final AtomicInteger layersRead = new AtomicInteger();

  private CraftedImage image;

  public TestService(TestDatabase database, Path folder) throws IOException {
    this(database, folder, List.of(), Optional.empty());
  }

  public TestService(
      TestDatabase database, Path folder, List<PublicKey> retired, Optional<Duration> validity)
      throws IOException {
    this(database, folder, retired, validity, new TestClock());
  }

  public TestService(
      TestDatabase database,
      Path folder,
      List<PublicKey> retired,
      Optional<Duration> validity,
      TestClock clock)
      throws IOException {
    this.database = database;
    this.clock = clock;
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    keys =
        new ServiceKeys(
            SigningKeys.fileOrNew(folder.resolve("baseline.key")),
            SigningKeys.fileOrNew(folder.resolve("verdict.key")),
            retired);
    TrustStores stores = TrustStores.of(database.database());
    stores.ensureIndexes();
    AuditHead head = new AuditHead(folder.resolve("audit.head"));
    audit = new AuditLog(stores.audit(), keys, head, clock);
    auditCheck = new AuditCheck(stores.audit(), keys, head);
    authority = CertificateAuthority.open(folder.resolve("authority"), Duration.ofDays(7), clock);
    hosts = stores.hosts();
    access = new HostAccess(hosts, clock);
    enrolment =
        new Enrolment(authority, hosts, stores.tokens(), keys, audit, Duration.ofHours(1), clock);
    baselineStore = stores.baselines();
    layers = stores.layers();
    history = stores.history();
    alerts = stores.alerts();
    incidents = new Incidents(audit, alerts, baselineStore, clock);
    baselines = new VerifiedBaselines(baselineStore, keys, incidents, Duration.ofMinutes(10));
    LayerMeasurements measurements =
        new LayerMeasurements(
            new LayerStore(folder.resolve("layers"), 1 << 26, LayerLimits.DEFAULT),
            new TarMeasurement(scratch, MeasurementLimits.DEFAULT),
            layers,
            keys,
            incidents,
            scratch,
            clock);
    maker =
        new BaselineMaker(
            message -> source(),
            measurements,
            baselineStore,
            keys,
            incidents,
            audit,
            validity,
            clock);
    hostBaselines =
        new HostBaselines(maker, baselines, host -> host.value().startsWith("build"), clock);
    Tampering tampering = new Tampering(alerts, audit, baselines, clock);
    memory = new VerdictMemory(history, tampering);
    verification =
        new Verification(baselines, new NonceWindow(SKEW, 1000, clock), keys, memory, clock);
    reports = new ReportIntake(history, hostBaselines, baselines, hosts, clock);
    api =
        new AgentApi(
            enrolment,
            access,
            verification,
            reports,
            tampering,
            new LoggedSecrets(alerts, baselines),
            new BaselineReading(baselines, baselineStore, layers),
            history,
            keys,
            incidents);
  }

  /** An image is pushed: its baseline is made. */
  public ImageMessage push(CraftedImage pushed) throws IOException {
    image = pushed;
    ImageMessage message = message(pushed);
    maker.make(message);
    baselines.changed(message.configDigest());
    return message;
  }

  public static ImageMessage message(CraftedImage image) {
    return new ImageMessage(
        "registry.example.org",
        "app",
        "1",
        image.digest(),
        CraftedImage.digest(image.config()),
        Platform.parse("linux/amd64"),
        List.of(),
        ImageMessage.Reason.PUSH,
        "event",
        java.time.Instant.EPOCH);
  }

  private ImageSource source() {
    CraftedImage from = image;
    return new ImageSource() {
      @Override
      public String name() {
        return "app";
      }

      @Override
      public Digest digest() {
        return from.digest();
      }

      @Override
      public Digest configDigest() {
        return CraftedImage.digest(from.config());
      }

      @Override
      public Platform platform() {
        return Platform.parse("linux/amd64");
      }

      @Override
      public byte[] config() {
        return from.config();
      }

      @Override
      public List<LayerBlob> layers() {
        List<LayerBlob> blobs = new ArrayList<>();
        for (CraftedImage.Layer layer : from.layers()) {
          blobs.add(
              new LayerBlob(
                  new io.mdis.contracts.LayerDescriptor(
                      CraftedImage.digest(layer.stored()),
                      layer.diffId(),
                      layer.mediaType(),
                      layer.stored().length),
                  () -> {
                    layersRead.incrementAndGet();
                    return new ByteArrayInputStream(layer.stored());
                  }));
        }
        return blobs;
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
