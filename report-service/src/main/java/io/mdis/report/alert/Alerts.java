package io.mdis.report.alert;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.report.query.PageQuery;
import io.mdis.report.query.ReportProblem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The alerts: taken, shown, answered for. What ends an alert may be told before the alert itself,
 * for messages come again and overtake one another; either order leads to the same.
 */
public final class Alerts {
  private static final int LONGEST_COMMENT = 2_000;
  private static final Set<AlertState> STANDING = Set.of(AlertState.OPEN, AlertState.ACKNOWLEDGED);
  private static final Comparator<Alert> FIRST_TO_LOOK_AT =
      Comparator.comparing(Alert::tampering)
          .thenComparing(alert -> alert.message().severity())
          .thenComparing(alert -> alert.message().at())
          .reversed();

  private final AlertStore store;
  private final Clock clock;

  /** Of the alerts of a store. */
  public Alerts(AlertStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Takes an alert and tells how it stands; taking it again changes nothing. */
  public Alert take(AlertMessage message) {
    Alert alert = Alert.of(message);
    store.keep(alert);
    // Kept first, then looked at from either side: of two that are taken at once one sees the
    // other.
    if (alert.message().kind().equals(AlertMessage.VULNERABILITY_GONE)) {
      store.endedBy(alert.message()).forEach(ended -> close(ended, alert.message()));
    } else if (Alert.ENDED_BY_GONE.contains(alert.message().kind())) {
      store.gone(alert.message()).ifPresent(gone -> close(alert, gone));
    }
    return store.find(alert.id()).orElse(alert);
  }

  /** One page of alerts. */
  public AlertPage list(AlertQuery query) {
    List<Alert> found = store.list(query);
    boolean more = found.size() > query.limit();
    List<Alert> shown = more ? found.subList(0, query.limit()) : found;
    return new AlertPage(
        shown, more ? Optional.of(AlertCursor.after(shown.getLast())) : Optional.empty());
  }

  /** One alert; throws ReportProblem when there is none. */
  public Alert find(String id) {
    return store
        .find(id)
        .orElseThrow(
            () ->
                ReportProblem.unknown(
                    "alert.unknown", "there is no such alert; GET /alerts lists those that are"));
  }

  /** Those of some ids that there are. */
  public List<Alert> find(Collection<String> ids) {
    return store.find(ids);
  }

  /**
   * What is not over of an image, so many at most as pages have: tampering first, then the worst.
   *
   * @param digests of the manifest and of the configuration, by which hosts name an image
   */
  public List<Alert> standing(List<Digest> digests) {
    Map<String, Alert> found = new LinkedHashMap<>();
    for (Digest digest : digests) {
      for (Optional<String> kind :
          List.of(Optional.of(AlertMessage.TRUST_TAMPERED), Optional.<String>empty())) {
        store
            .list(AlertQuery.of(digest, STANDING, kind))
            .forEach(alert -> found.put(alert.id(), alert));
      }
    }
    return found.values().stream().sorted(FIRST_TO_LOOK_AT).toList();
  }

  /** How many are open, so many at most. */
  public int open(int most) {
    return store.open(most);
  }

  /**
   * Has somebody answer for an open alert.
   *
   * @param comment what that person says of it; must not be blank
   */
  public Alert acknowledge(String id, String by, String comment) {
    String said = comment == null ? "" : comment.strip();
    if (said.isEmpty() || said.length() > LONGEST_COMMENT) {
      throw ReportProblem.invalid(
          "comment",
          "comment must say what you know of it, in 1 to " + LONGEST_COMMENT + " characters");
    }
    Alert alert = find(id);
    if (!store.acknowledge(new AlertChange(now(), by, alert.id(), AlertState.ACKNOWLEDGED, said))) {
      throw ReportProblem.conflict(
          "alert.not-open", "the alert is " + find(id).state().label() + " by now");
    }
    return find(id);
  }

  /** One page of what was done about alerts, of one or of all, newest first. */
  public AlertChangePage log(Optional<String> alert, PageQuery part) {
    return store.log(alert, part);
  }

  private void close(Alert alert, AlertMessage gone) {
    store.close(
        alert,
        gone,
        new AlertChange(
            now(),
            AlertChange.SERVICE,
            alert.id(),
            AlertState.CLOSED,
            gone.reason() == null ? "gone" : gone.reason()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
