package io.mdis.trust.config;

import com.mongodb.MongoException;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Topics;
import io.mdis.messaging.ConsumerSettings;
import io.mdis.messaging.EventPublisher;
import io.mdis.messaging.TopicCreator;
import io.mdis.trust.alert.AlertDelivery;
import io.mdis.trust.alert.Incidents;
import io.mdis.trust.audit.AuditCheck;
import io.mdis.trust.audit.AuditEntry;
import io.mdis.trust.audit.AuditLog;
import io.mdis.trust.authority.CertificateAuthority;
import io.mdis.trust.baseline.BaselineMaker;
import io.mdis.trust.baseline.VerifiedBaselines;
import io.mdis.trust.messaging.BaselineConsumer;
import io.mdis.trust.messaging.MissingBaselines;
import io.mdis.trust.protocol.AuditState;
import io.mdis.trust.rest.AgentApi;
import io.mdis.trust.rest.AgentListener;
import io.mdis.trust.store.TrustStores;
import io.mdis.trust.verify.VerdictMemory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts and stops the service, and does what comes up from time to time. */
@ApplicationScoped
public class TrustService {
  private static final Logger LOG = Logger.getLogger(TrustService.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** As many may read the alerts side by side. */
  private static final int PARTITIONS = 6;

  private final TrustSettings settings;
  private final TrustStores stores;
  private final String bootstrapServers;
  private final BaselineMaker maker;
  private final VerifiedBaselines baselines;
  private final VerdictMemory memory;
  private final AuditLog audit;
  private final AuditCheck auditCheck;
  private final Incidents incidents;
  private final AgentApi api;
  private final CertificateAuthority authority;
  private final Vertx vertx;
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().name("trust-", 0).daemon().factory());

  private BaselineConsumer consumer;
  private AgentListener listener;
  private EventPublisher publisher;
  private volatile boolean topicMade;
  private volatile boolean prepared;
  private volatile AuditState auditState;

  TrustService(
      TrustSettings settings,
      TrustStores stores,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      BaselineMaker maker,
      VerifiedBaselines baselines,
      VerdictMemory memory,
      AuditLog audit,
      AuditCheck auditCheck,
      Incidents incidents,
      AgentApi api,
      CertificateAuthority authority,
      Vertx vertx) {
    this.settings = settings;
    this.stores = stores;
    this.bootstrapServers = bootstrapServers;
    this.maker = maker;
    this.baselines = baselines;
    this.memory = memory;
    this.audit = audit;
    this.auditCheck = auditCheck;
    this.incidents = incidents;
    this.api = api;
    this.authority = authority;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) throws IOException {
    publisher = new EventPublisher(bootstrapServers);
    consumer =
        new BaselineConsumer(
            new ConsumerSettings(
                bootstrapServers,
                Topics.IMAGES,
                BaselineConsumer.GROUP,
                settings.baselines().parallelism(),
                settings.baselines().delays(),
                PATIENCE),
            maker,
            stores.baselines(),
            baselines);
    TrustSettings.Listen listen = settings.listen();
    if (listen.enabled()) {
      listener =
          new AgentListener(
              vertx,
              api,
              authority,
              new AgentListener.Settings(
                  listen.host(), listen.port(), listen.names(), listen.certificateLasts()));
    }
    AlertDelivery delivery =
        new AlertDelivery(
            stores.alerts(),
            alerts -> publisher.publishAll(Topics.ALERTS, alerts, TrustService::key, PATIENCE));
    MissingBaselines missing = new MissingBaselines(stores.images(), stores.baselines(), publisher);
    every(Duration.ofSeconds(5), "prepare", this::prepare);
    every(Duration.ofMillis(500), "write the history", memory::flush);
    every(Duration.ofSeconds(2), "tell alerts", () -> tell(delivery));
    every(settings.baselines().searchEvery(), "look for missing baselines", () -> search(missing));
    every(Duration.ofHours(6), "look after certificates and history", this::lookAfter);
    every(Duration.ofHours(6), "renew the issuing authority", this::renewIssuing);
  }

  private static String key(AlertMessage alert) {
    return alert.image() == null ? alert.id() : alert.image().toString();
  }

  private void prepare() throws IOException {
    if (!prepared) {
      stores.ensureIndexes();
      checkAudit();
      audit.add(AuditEntry.Kind.STARTED, "trust-service", Map.of());
      prepared = true;
    }
  }

  private void tell(AlertDelivery delivery) throws IOException {
    if (!topicMade) {
      TopicCreator.ensure(bootstrapServers, List.of(Topics.ALERTS), PARTITIONS);
      topicMade = true;
    }
    delivery.run();
  }

  private void checkAudit() throws IOException {
    AuditState state = auditCheck.run();
    auditState = state;
    if (!state.whole()) {
      LOG.errorf("the audit log was changed: %s", state.problem());
      incidents.logBroken(state.problem());
    }
  }

  private void search(MissingBaselines missing) throws IOException {
    Instant now = Instant.now();
    int enqueued = missing.run(now, now.minus(settings.baselines().grace()));
    if (enqueued > 0) {
      LOG.infof("enqueued %d images without a baseline", enqueued);
    }
  }

  private void renewIssuing() throws IOException {
    if (authority.renewIssuing()) {
      LOG.infof("the issuing authority's certificate was renewed");
    }
  }

  private void lookAfter() throws IOException {
    if (listener != null) {
      listener.renewIdentity(Instant.now());
    }
    if (prepared) {
      checkAudit();
      stores.history().forget(Instant.now().minus(settings.historyKept()));
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the clock; failures are logged.
  private void every(Duration pause, String what, Work work) {
    clock.scheduleWithFixedDelay(
        () -> {
          try {
            work.run();
          } catch (IOException | MongoException e) {
            LOG.warnf("can't %s now, again later: %s", what, e.getMessage());
          } catch (RuntimeException e) {
            LOG.errorf(e, "can't %s", what);
          }
        },
        0,
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Whether images are read from the broker. */
  public boolean consuming() {
    return consumer != null && consumer.healthy();
  }

  /** Whether hosts are answered, or need not be. */
  public boolean listening() {
    return !settings.listen().enabled() || listener != null;
  }

  /** Where hosts are answered; -1 when they aren't. */
  public int port() {
    return listener == null ? -1 : listener.port();
  }

  /** Whether the audit log was whole when it was last looked at. */
  public String audit() {
    AuditState state = auditState;
    return state == null ? "not checked yet" : state.whole() ? "whole" : state.problem();
  }

  void stop(@Observes ShutdownEvent event) {
    if (listener != null) {
      listener.close();
    }
    if (consumer != null) {
      consumer.close();
    }
    clock.shutdownNow();
    try {
      memory.flush();
    } catch (IOException e) {
      LOG.warnf("the last verdicts aren't in the history: %s", e.getMessage());
    }
    if (publisher != null) {
      publisher.close();
    }
  }
}
