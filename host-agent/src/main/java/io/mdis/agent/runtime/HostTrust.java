package io.mdis.agent.runtime;

import io.mdis.agent.baseline.KeptBaselines;
import io.mdis.agent.config.AgentConfig;
import io.mdis.agent.decision.ImageDecision;
import io.mdis.agent.decision.Reports;
import io.mdis.agent.disk.DurableFile;
import io.mdis.agent.engine.DockerEngine;
import io.mdis.agent.enrol.ForeignFiles;
import io.mdis.agent.enrol.HostIdentity;
import io.mdis.agent.enrol.IdentityFile;
import io.mdis.agent.outbox.Delivery;
import io.mdis.agent.outbox.Outbox;
import io.mdis.agent.service.Availability;
import io.mdis.agent.service.HttpTrustService;
import io.mdis.agent.service.TrustService;
import io.mdis.agent.store.HostStore;
import io.mdis.agent.verify.FileLists;
import io.mdis.agent.verify.ImageVerification;
import io.mdis.agent.verify.KeptPins;
import io.mdis.agent.verify.RememberedTrees;
import io.mdis.measurement.host.HashPool;
import io.mdis.measurement.host.HostMeasurement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** What every command of the agent needs to say something of an image. */
public final class HostTrust implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final AgentConfig config;
  private final DockerEngine engine;
  private final HashPool pool = HashPool.ofProcessors();
  private final HostIdentity identity;
  private final TrustService service;
  private final Availability availability;
  private final HostStore store;
  private final KeptBaselines baselines;
  private final Outbox outbox;
  private final ImageVerification verification;
  private final ImageDecision decision;
  private final Reports reports;

  /** With the state that is there. */
  public HostTrust(AgentConfig config) throws IOException {
    Clock clock = Clock.systemUTC();
    this.config = config;
    this.engine = new DockerEngine(config.engine().socket(), config.engine().patience());
    this.identity =
        new HostIdentity(
            config.identity() == null
                ? new IdentityFile(identityFile(config))
                : new ForeignFiles(config.identity()),
            clock);
    this.service = new HttpTrustService(identity::client, config.service(), PATIENCE);
    this.availability = new Availability(clock, PAUSE);
    this.store = new HostStore(config.engine(), engine);
    this.baselines = new KeptBaselines(folder("baselines"), identity::keys);
    this.outbox = Outbox.open(folder("outbox"), config.outboxBytes(), clock);
    FileLists lists = new FileLists(folder("lists"));
    RememberedTrees trees = new RememberedTrees(folder("trees"), lists, new HostMeasurement(pool));
    this.verification =
        new ImageVerification(
            identity.host(),
            store,
            service,
            availability,
            identity::keys,
            baselines,
            new ImageVerification.Memory(
                trees, lists, new KeptPins(folder("pins")), folder("drafts")),
            clock);
    this.reports = new Reports(outbox, store, clock);
    this.decision = new ImageDecision(verification, config.policy(), reports);
  }

  /** Where an enrolment is kept. */
  public static Path identityFile(AgentConfig config) {
    return config.state().resolve("identity.json");
  }

  /** The engine. */
  public DockerEngine engine() {
    return engine;
  }

  /** Its images. */
  public HostStore store() {
    return store;
  }

  /** What is said of them. */
  public ImageVerification verification() {
    return verification;
  }

  /** What follows from it. */
  public ImageDecision decision() {
    return decision;
  }

  HostIdentity identity() {
    return identity;
  }

  TrustService service() {
    return service;
  }

  Delivery delivery() {
    return new Delivery(outbox, service, availability, baselines);
  }

  Reports reports() {
    return reports;
  }

  @Override
  public void close() {
    pool.close();
    identity.close();
    engine.close();
  }

  private Path folder(String name) throws IOException {
    return DurableFile.folder(config.state().resolve(name));
  }
}
