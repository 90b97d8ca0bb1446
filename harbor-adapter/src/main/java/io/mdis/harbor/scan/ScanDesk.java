package io.mdis.harbor.scan;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.ScanStatus;
import io.mdis.registries.loan.LentLogins;
import io.mdis.registries.loan.Loan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes scans and says how far they are. Harbor deletes the login of a request as soon as it has
 * the report, so that none is given before everybody who reads the image is done with it.
 */
public final class ScanDesk {
  /** Dimension that Harbor shows. */
  public static final String VULNERABILITY = "vulnerability";

  /** Name of the trust service among those who read an image; it has no dimension. */
  public static final String TRUST = "trust";

  /** Source of the events, for a person. */
  public static final String SOURCE = "harbor-scanner";

  private final ScanStore store;
  private final ImageState images;
  private final LentLogins logins;
  private final ScanOutlet outlet;
  private final Rules rules;
  private final InstantSource clock;

  /**
   * What an installation decides.
   *
   * @param readers dimensions, and perhaps {@link #TRUST}, that are waited for
   * @param limit of one scan, from its request
   */
  public record Rules(List<String> readers, Duration limit) {
    /** Copies what it is given. */
    public Rules {
      readers = List.copyOf(readers);
    }
  }

  /** The clock gives the time of requests. */
  public ScanDesk(
      ScanStore store,
      ImageState images,
      LentLogins logins,
      ScanOutlet outlet,
      Rules rules,
      InstantSource clock) {
    this.store = store;
    this.images = images;
    this.logins = logins;
    this.outlet = outlet;
    this.rules = rules;
    this.clock = clock;
  }

  /** Whether requests that bring a login can be taken. */
  public boolean takesLogins() {
    return logins.enabled();
  }

  /**
   * Takes a request. Each has its own id and lends its own login; the same image is scanned once
   * all the same, for a worker skips what has a current result.
   *
   * @return the id to ask by
   * @throws IOException when the broker did not take it; nothing is left of it then
   */
  public String take(ScanRequest request) throws IOException {
    String id = UUID.randomUUID().toString();
    Instant now = clock.instant();
    Instant until = now.plus(rules.limit());
    store.add(
        new HarborScan(
            id,
            request.registry(),
            request.repository(),
            request.tag(),
            request.digest(),
            now,
            until,
            Optional.empty(),
            Optional.empty()));
    try {
      request
          .authorization()
          .ifPresent(
              login ->
                  logins.lend(
                      new Loan(
                          id, request.registry(), request.repository(), request.digest(), until),
                      login));
      outlet.publish(event(id, request, now));
    } catch (IOException | RuntimeException e) {
      logins.end(id);
      store.remove(id);
      throw e;
    }
    return id;
  }

  /** How far a scan is. What was lent for one that ends is forgotten. */
  public ScanProgress progress(String id) {
    Optional<HarborScan> found = store.find(id);
    if (found.isEmpty()) {
      return new ScanProgress.Unknown();
    }
    HarborScan scan = found.get();
    ScanProgress progress = judge(scan);
    if (scan.reportedAt().isEmpty() && !(progress instanceof ScanProgress.Running)) {
      logins.end(id);
      if (progress instanceof ScanProgress.Finished) {
        store.reported(id, clock.instant());
      }
    }
    return progress;
  }

  private ScanProgress judge(HarborScan scan) {
    boolean over = !clock.instant().isBefore(scan.until());
    if (scan.configDigest().isEmpty()) {
      return unresolved(scan, over);
    }
    Map<String, StoredResult> results = images.results(scan.digest());
    List<String> missing =
        rules.readers().stream().filter(reader -> !isDone(reader, scan, results)).toList();
    boolean waiting = !missing.isEmpty() && !over && scan.reportedAt().isEmpty();
    return waiting ? new ScanProgress.Running() : outcome(scan, results, missing);
  }

  private ScanProgress unresolved(HarborScan scan, boolean over) {
    Optional<String> rejection = images.rejection(scan.id());
    if (rejection.isPresent()) {
      return new ScanProgress.Failed(scan.reference() + ": " + rejection.get());
    }
    return over
        ? new ScanProgress.Failed(
            scan.reference() + ": not read within " + rules.limit() + "; is the ingest service up?")
        : new ScanProgress.Running();
  }

  private boolean isDone(String reader, HarborScan scan, Map<String, StoredResult> results) {
    if (reader.equals(TRUST)) {
      return scan.configDigest().map(images::measured).orElse(false);
    }
    return answer(reader, scan, results).isPresent();
  }

  private ScanProgress outcome(
      HarborScan scan, Map<String, StoredResult> results, List<String> missing) {
    Optional<StoredResult> answer = answer(VULNERABILITY, scan, results);
    if (answer.isEmpty()) {
      return new ScanProgress.Failed(
          "%s: no result within %s, missing: %s; see the scan queue and the workers' logs"
              .formatted(scan.reference(), rules.limit(), String.join(", ", missing)));
    }
    StoredResult result = answer.get();
    boolean judged =
        result.status() == ScanStatus.SUCCEEDED || result.status() == ScanStatus.PARTIAL;
    return judged
        ? new ScanProgress.Finished(scan, result)
        : new ScanProgress.Failed(
            "%s: %s: %s".formatted(scan.reference(), result.status(), result.why()));
  }

  private static Optional<StoredResult> answer(
      String dimension, HarborScan scan, Map<String, StoredResult> results) {
    return Optional.ofNullable(results.get(dimension))
        .filter(result -> result.answers(scan.requestedAt()));
  }

  private static ImageEvent event(String id, ScanRequest request, Instant now) {
    return new ImageEvent(
        id,
        ImageEvent.Kind.SUBMIT,
        SOURCE,
        request.registry(),
        request.repository(),
        request.tag(),
        request.digest(),
        null,
        now);
  }

  /** Notes that the workers were told of an image by the event of that id. */
  public void resolved(String event, Digest configDigest) {
    store.resolved(event, configDigest);
  }
}
