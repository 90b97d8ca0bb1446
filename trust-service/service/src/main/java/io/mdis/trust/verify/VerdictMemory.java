package io.mdis.trust.verify;

import io.mdis.trust.alert.Tampering;
import io.mdis.trust.history.Event;
import io.mdis.trust.history.HistoryStore;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.HistoryEntry;
import io.mdis.trust.protocol.Verdict;
import io.mdis.trust.protocol.Verdict.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers verdicts for the history. Thousands a second come in, most of them the same again: they
 * are collected in memory, counted, and written together. A TAMPERED one is written before its
 * answer goes out, as long as the store is there.
 */
public final class VerdictMemory {
  private static final int MOST = 100_000;

  private final HistoryStore history;
  private final Tampering tampering;
  private final Map<String, Event> collected = new ConcurrentHashMap<>();
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

  private record Waiting(Verdict verdict, Baseline baseline) {}

  /** Over the history; tampering hears of every TAMPERED verdict. */
  public VerdictMemory(HistoryStore history, Tampering tampering) {
    this.history = history;
    this.tampering = tampering;
  }

  /** Remembers a verdict; a null baseline is none. */
  void keep(Verdict verdict, Baseline baseline) {
    if (verdict.outcome() == Outcome.TAMPERED) {
      try {
        tampering.found(verdict, baseline);
      } catch (IOException e) {
        // Told as soon as the store is back; the host itself hears of it now.
        waiting.put(verdict.host() + "|" + verdict.imageId(), new Waiting(verdict, baseline));
      }
    }
    Event event = event(verdict);
    String id = id(event);
    if (collected.size() < MOST || collected.containsKey(id)) {
      collected.merge(id, event, Event::and);
    }
  }

  /** Writes what was collected; throws IOException when the store is away, and keeps it then. */
  public void flush() throws IOException {
    for (Map.Entry<String, Waiting> one : List.copyOf(waiting.entrySet())) {
      tampering.found(one.getValue().verdict(), one.getValue().baseline());
      waiting.remove(one.getKey(), one.getValue());
    }
    List<Event> some = new ArrayList<>();
    for (String key : List.copyOf(collected.keySet())) {
      Event event = collected.remove(key);
      if (event != null) {
        some.add(event);
      }
    }
    some.sort(Comparator.comparing(event -> event.entry().at()));
    if (some.isEmpty()) {
      return;
    }
    try {
      history.add(some);
      tampering.over(some);
    } catch (IOException e) {
      for (Event event : some) {
        collected.merge(id(event), event, (later, earlier) -> earlier.and(later));
      }
      throw e;
    }
  }

  private static String id(Event event) {
    return event.host() + "|" + event.imageId() + "|" + event.key();
  }

  private static Event event(Verdict verdict) {
    Instant at = verdict.time();
    return new Event(
        verdict.host(),
        verdict.outcome() + "|" + verdict.measured() + "|" + verdict.baseline(),
        new HistoryEntry(
            at,
            at,
            1,
            "VERDICT",
            verdict.imageId(),
            verdict.outcome(),
            null,
            verdict.measured(),
            null,
            verdict.breaches(),
            verdict.reason()));
  }
}
