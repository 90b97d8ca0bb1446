package io.mdis.report.whitelist;

import io.mdis.report.query.PageQuery;
import io.mdis.report.query.ReportProblem;
import io.mdis.suppression.InvalidSuppressionException;
import io.mdis.suppression.Origin;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionFields;
import io.mdis.suppression.SuppressionRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entries that suppress findings. Throws ReportProblem for what an asker did wrong. */
public final class Whitelist {
  private final SuppressionStore store;
  private final SuppressionRules rules;
  private final Duration soon;
  private final Clock clock;

  /**
   * Of the entries of a store.
   *
   * @param rules that entries made here must follow
   * @param soon an entry is expiring when it ends within this time
   */
  public Whitelist(SuppressionStore store, SuppressionRules rules, Duration soon, Clock clock) {
    this.store = store;
    this.rules = rules;
    this.soon = soon;
    this.clock = clock;
  }

  /** The rules that entries must follow. */
  public SuppressionRules rules() {
    return rules;
  }

  /** Now, to the millisecond, as the store keeps it. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Where an entry is in its life now. */
  public SuppressionState state(Suppression entry) {
    return SuppressionState.of(entry, now(), soon);
  }

  /** One page of entries. */
  public SuppressionPage list(SuppressionQuery query) {
    return store.list(query, now(), soon);
  }

  /** One page of what was changed, of one entry or of all, newest first. */
  public SuppressionChangePage log(Optional<String> entry, PageQuery part) {
    return store.log(entry, part);
  }

  /** One entry. */
  public StoredSuppression find(String id) {
    return store
        .find(id)
        .orElseThrow(
            () ->
                ReportProblem.unknown(
                    "suppression.unknown",
                    "there is no such entry; GET /suppressions lists those that there are"));
  }

  /** Makes an entry. */
  public StoredSuppression create(Suppression entry, String by) {
    Instant now = now();
    made(entry, now);
    SuppressionChange change = new SuppressionChange(now, by, entry.id(), 1, null, entry);
    if (!store.change(change)) {
      throw ReportProblem.conflict(
          "suppression.exists", "an entry " + entry.id() + " is there already");
    }
    return new StoredSuppression(entry, 1, now);
  }

  /** Changes the revision of an entry that the caller has read. */
  public StoredSuppression change(Suppression next, long revision, String by) {
    StoredSuppression stored = changeable(next.id(), revision);
    Instant now = now();
    made(next, now);
    change(new SuppressionChange(now, by, next.id(), revision + 1, stored.entry(), next));
    return new StoredSuppression(next, revision + 1, now);
  }

  /** Removes the revision of an entry that the caller has read. */
  public void remove(String id, long revision, String by) {
    StoredSuppression stored = changeable(id, revision);
    change(new SuppressionChange(now(), by, id, revision, stored.entry(), null));
  }

  /**
   * Has a source say just these entries, and nothing that it said before.
   *
   * @param by who brought it
   */
  public SourceOutcome replace(Origin origin, String source, List<Suppression> entries, String by) {
    Map<String, StoredSuppression> before = new LinkedHashMap<>();
    store.ofSource(origin, source).forEach(stored -> before.put(stored.entry().id(), stored));
    List<String> ids = entries.stream().map(Suppression::id).toList();
    for (StoredSuppression found : store.find(ids)) {
      if (!before.containsKey(found.entry().id())) {
        throw ReportProblem.conflict(
            "suppression.exists",
            source
                + ": the id "
                + found.entry().id()
                + " is that of an entry from elsewhere; choose another");
      }
    }
    Instant now = now();
    List<SuppressionChange> changes = new ArrayList<>();
    int unchanged = 0;
    int created = 0;
    for (Suppression entry : entries) {
      StoredSuppression stored = before.remove(entry.id());
      Suppression next = dated(entry, stored, now);
      if (stored == null) {
        created++;
        changes.add(new SuppressionChange(now, by, entry.id(), 1, null, next));
      } else if (same(stored.entry(), next)) {
        unchanged++;
      } else {
        long revision = stored.revision() + 1;
        changes.add(new SuppressionChange(now, by, entry.id(), revision, stored.entry(), next));
      }
    }
    int changed = changes.size() - created;
    for (StoredSuppression gone : before.values()) {
      changes.add(
          new SuppressionChange(now, by, gone.entry().id(), gone.revision(), gone.entry(), null));
    }
    store.changeAll(changes);
    return new SourceOutcome(source, created, changed, before.size(), unchanged);
  }

  /** Names of all sources of an origin. */
  public List<String> sources(Origin origin) {
    return store.sources(origin);
  }

  private void made(Suppression entry, Instant now) {
    try {
      rules.made(entry, now);
    } catch (InvalidSuppressionException e) {
      throw ReportProblem.invalid(e.field(), e.getMessage());
    }
  }

  private StoredSuppression changeable(String id, long revision) {
    StoredSuppression stored = find(id);
    if (stored.entry().origin() != Origin.REST) {
      throw ReportProblem.conflict(
          "suppression.not-yours",
          "this entry comes from " + stored.entry().source() + ": change it there");
    }
    if (stored.revision() != revision) {
      throw stale(stored.revision());
    }
    return stored;
  }

  private void change(SuppressionChange change) {
    if (!store.change(change)) {
      throw stale(find(change.entry()).revision());
    }
  }

  private static ReportProblem stale(long revision) {
    return ReportProblem.stale(
        "suppression.changed",
        "the entry has revision " + revision + " by now: read it again, then change it");
  }

  /** An entry that doesn't say since when it is there is there since it was first seen. */
  private static Suppression dated(Suppression entry, StoredSuppression stored, Instant now) {
    if (entry.createdAt() != null) {
      return entry;
    }
    Instant created = stored == null ? now : stored.entry().createdAt();
    return new Suppression(
        entry.id(),
        entry.scope(),
        entry.status(),
        entry.reason(),
        entry.justification(),
        entry.author(),
        created,
        entry.expiresAt(),
        entry.origin(),
        entry.source());
  }

  /** As far as the store keeps them. */
  private static boolean same(Suppression one, Suppression other) {
    return SuppressionFields.of(one).equals(SuppressionFields.of(other));
  }
}
