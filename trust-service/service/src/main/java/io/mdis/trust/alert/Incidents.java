package io.mdis.trust.alert;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.trust.audit.AuditEntry;
import io.mdis.trust.audit.AuditLog;
import io.mdis.trust.baseline.AlteredStatements;
import io.mdis.trust.baseline.BaselineStore;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down what somebody should look into: refused callers, repeated requests, statements that
 * were changed in the database. The same one is written once in a while only, so that nobody can
 * fill the log with it. What can't be written goes to the service's own log.
 */
public final class Incidents implements AlteredStatements {
  private static final System.Logger LOG = System.getLogger(Incidents.class.getName());
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final AuditLog audit;
  private final AlertStore alerts;
  private final BaselineStore baselines;
  private final InstantSource clock;
  private final Cache<String, Boolean> written =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(AGAIN).build();

  /** With where it writes. */
  public Incidents(
      AuditLog audit, AlertStore alerts, BaselineStore baselines, InstantSource clock) {
    this.audit = audit;
    this.alerts = alerts;
    this.baselines = baselines;
    this.clock = clock;
  }

  /** Somebody was refused. */
  public void refused(AuditEntry.Kind kind, String subject, String why) {
    once(kind + "|" + subject, () -> audit.add(kind, subject, Map.of("why", why)));
  }

  /** The audit log isn't what was written; an alert says so besides. */
  public void logBroken(String problem) {
    once(
        "log",
        () -> {
          alerts.raise(
              alert(
                  "audit log", null, null, "The trust service's audit log was changed: ", problem),
              true);
          audit.add(AuditEntry.Kind.LOG_BROKEN, "audit log", Map.of("problem", problem));
        });
  }

  @Override
  public void found(String what, Digest digest, HostName host, String problem) {
    once(
        what + "|" + digest + "|" + host,
        () -> {
          if (what.equals("baseline")) {
            baselines.suspect(digest, host);
          }
          alerts.raise(
              alert(
                  what + " " + digest,
                  digest,
                  host,
                  "The stored " + what + " of " + digest + " isn't what was signed: ",
                  problem),
              true);
          audit.add(
              AuditEntry.Kind.STATEMENT_ALTERED,
              digest.toString(),
              Map.of("what", what, "problem", problem, "host", String.valueOf(host)));
        });
  }

  private AlertMessage alert(
      String subject, Digest digest, HostName host, String title, String problem) {
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("subject", subject);
    evidence.put("problem", problem);
    if (host != null) {
      evidence.put(AlertStore.HOST, host.value());
    }
    return new AlertMessage(
        AlertMessage.TRUST_STATEMENT_ALTERED + "|" + subject,
        AlertMessage.TRUST_STATEMENT_ALTERED,
        digest,
        List.of(),
        "STATEMENT_ALTERED",
        Severity.CRITICAL,
        title + problem,
        null,
        null,
        clock.instant(),
        evidence);
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  private void once(String key, Writing writing) {
    if (written.asMap().putIfAbsent(key, true) != null) {
      return;
    }
    try {
      writing.run();
    } catch (IOException e) {
      written.invalidate(key);
      LOG.log(Level.ERROR, "can''t be written to the audit log now: " + key, e);
    }
  }
}
