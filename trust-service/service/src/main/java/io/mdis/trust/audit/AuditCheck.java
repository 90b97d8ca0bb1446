package io.mdis.trust.audit;

import io.mdis.measurement.Sha384;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.protocol.AuditState;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.TrustJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the whole log. Each entry names the one before by its hash, so the signature of the
 * last one vouches for all; the others' are looked at only to say which entry is the wrong one.
 */
public final class AuditCheck {
  private static final int BATCH = 1000;

  private final AuditStore store;
  private final ServiceKeys keys;
  private final AuditHead head;

  /** Over the same as the log. */
  public AuditCheck(AuditStore store, ServiceKeys keys, AuditHead head) {
    this.store = store;
    this.keys = keys;
    this.head = head;
  }

  /** What it finds; throws IOException when the store is away. */
  public AuditState run() throws IOException {
    Optional<AuditHead.Place> known = head.place();
    Envelope before = null;
    long checked = 0;
    while (true) {
      List<AuditStore.Stored> some = store.from(checked + 1, BATCH);
      for (AuditStore.Stored stored : some) {
        Optional<AuditState> broken = broken(stored, before, checked, known);
        if (broken.isPresent()) {
          return broken.get();
        }
        before = stored.envelope();
        checked++;
      }
      if (some.size() < BATCH) {
        return ended(before, checked, known);
      }
    }
  }

  private Optional<AuditState> broken(
      AuditStore.Stored stored, Envelope before, long checked, Optional<AuditHead.Place> known) {
    long number = checked + 1;
    if (stored.number() != number) {
      return broken(number, "entry " + number + " is missing");
    }
    if (stored.envelope() == null) {
      return broken(number, "entry " + number + " can't be read");
    }
    Sha384 previous;
    try {
      AuditEntry entry = TrustJson.read(stored.envelope().payload().toBytes(), AuditEntry.class);
      if (entry.number() != number) {
        return broken(number, "entry " + number + " says that it is " + entry.number());
      }
      previous = entry.previous();
    } catch (ProtocolException e) {
      return broken(number, "entry " + number + " can't be read: " + e.getMessage());
    }
    if (before != null && !before.statement().equals(previous)) {
      boolean earlier = unsigned(before);
      long wrong = earlier ? checked : number;
      return broken(
          wrong,
          earlier || unsigned(stored.envelope())
              ? "entry " + wrong + " isn't what was signed"
              : "entry " + number + " doesn't follow the one before; something was put in or out");
    }
    if (known.isPresent()
        && known.get().number() == number
        && !known.get().statement().equals(stored.envelope().statement())) {
      return broken(number, "entry " + number + " isn't the one that was written from here");
    }
    return Optional.empty();
  }

  private AuditState ended(Envelope last, long checked, Optional<AuditHead.Place> known) {
    if (last != null && unsigned(last)) {
      return state(checked, "entry " + checked + " isn't what was signed");
    }
    if (known.isPresent() && known.get().number() > checked) {
      return state(
          checked + 1,
          "the log ends at " + checked + "; entries up to " + known.get().number() + " are gone");
    }
    return new AuditState(true, checked, null, null);
  }

  private boolean unsigned(Envelope envelope) {
    try {
      AuditLog.entry(envelope, keys);
      return false;
    } catch (ProtocolException e) {
      return true;
    }
  }

  private static Optional<AuditState> broken(long at, String problem) {
    return Optional.of(state(at, problem));
  }

  private static AuditState state(long at, String problem) {
    return new AuditState(false, at - 1, at, problem);
  }
}
