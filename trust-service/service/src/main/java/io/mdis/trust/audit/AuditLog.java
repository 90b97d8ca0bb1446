package io.mdis.trust.audit;

import io.mdis.measurement.Sha384;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.StatementType;
import io.mdis.trust.protocol.TrustJson;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Adds to the log. Several services may share one. Safe for use by many threads. */
public final class AuditLog {
  private static final int MAX_ATTEMPTS = 50;

  private final AuditStore store;
  private final ServiceKeys keys;
  private final AuditHead head;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** Over a store; the head remembers on this machine how far the log went. */
  public AuditLog(AuditStore store, ServiceKeys keys, AuditHead head, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.head = head;
    this.clock = clock;
  }

  /**
   * Adds an entry; throws IOException when it isn't stored. When entries that were written from
   * here are gone, that is written down first: the new one would hide the gap.
   */
  public void add(AuditEntry.Kind kind, String subject, Map<String, String> detail)
      throws IOException {
    lock.lock();
    try {
      for (int i = 0; i < MAX_ATTEMPTS; i++) {
        Optional<AuditStore.Stored> last = store.last();
        Optional<String> gap = gap(last);
        boolean written =
            gap.isPresent()
                ? added(last, AuditEntry.Kind.LOG_BROKEN, "audit log", Map.of("problem", gap.get()))
                : added(last, kind, subject, detail);
        if (written && gap.isEmpty()) {
          return;
        }
      }
    } finally {
      lock.unlock();
    }
    throw new IOException("others were faster " + MAX_ATTEMPTS + " times; the log isn't written");
  }

  private boolean added(
      Optional<AuditStore.Stored> last,
      AuditEntry.Kind kind,
      String subject,
      Map<String, String> detail)
      throws IOException {
    long number = last.map(AuditStore.Stored::number).orElse(0L) + 1;
    AuditEntry entry =
        new AuditEntry(
            number,
            last.map(AuditLog::statement).orElse(null),
            clock.instant(),
            kind,
            subject,
            detail);
    Envelope envelope = keys.sign(StatementType.AUDIT, entry);
    boolean added = store.add(number, envelope);
    if (added) {
      head.moved(number, envelope.statement());
    }
    return added;
  }

  private Optional<String> gap(Optional<AuditStore.Stored> last) throws IOException {
    long number = last.map(AuditStore.Stored::number).orElse(0L);
    return head.place()
        .filter(
            place ->
                place.number() > number
                    || (place.number() == number
                        && !place.statement().equals(statement(last.get()))))
        .map(
            place ->
                "entry "
                    + place.number()
                    + " ("
                    + place.statement()
                    + ") was written and is gone; the log ended at "
                    + number);
  }

  /** An entry that can't be read has no name: what follows it shows that something is missing. */
  private static Sha384 statement(AuditStore.Stored stored) {
    return stored.envelope() == null ? null : stored.envelope().statement();
  }

  /** The entry in an envelope; throws when it isn't one that this service signed. */
  static AuditEntry entry(Envelope envelope, ServiceKeys keys) throws ProtocolException {
    return TrustJson.read(keys.trusted().open(envelope, StatementType.AUDIT), AuditEntry.class);
  }
}
