package io.mdis.trust.report;

import io.mdis.trust.authority.HostStore;
import io.mdis.trust.baseline.HostBaselines;
import io.mdis.trust.baseline.VerifiedBaselines;
import io.mdis.trust.history.Event;
import io.mdis.trust.history.HistoryStore;
import io.mdis.trust.protocol.HistoryEntry;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.MeasurementReport;
import io.mdis.trust.protocol.ReportAnswer;
import io.mdis.trust.protocol.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Takes reports of hosts. The same report again changes nothing. */
public final class ReportIntake {
  private final HistoryStore history;
  private final HostBaselines hostBaselines;
  private final VerifiedBaselines baselines;
  private final HostStore hosts;
  private final InstantSource clock;

  /** With what it writes to. */
  public ReportIntake(
      HistoryStore history,
      HostBaselines hostBaselines,
      VerifiedBaselines baselines,
      HostStore hosts,
      InstantSource clock) {
    this.history = history;
    this.hostBaselines = hostBaselines;
    this.baselines = baselines;
    this.hosts = hosts;
    this.clock = clock;
  }

  /** Keeps a report; throws IOException when it can't be kept, so that the host sends it again. */
  public ReportAnswer take(HostName host, MeasurementReport report) throws IOException {
    // First: a report that is told to be known has had its baseline made.
    Optional<VerifiedBaselines.Known> built = hostBaselines.built(host, report);
    boolean added = history.addReport(host + "|" + report.id(), event(host, report));
    Instant now = clock.instant();
    hosts.reported(host, now);
    Optional<VerifiedBaselines.Known> counts = baselines.on(host, report.imageId()).or(() -> built);
    return new ReportAnswer(
        report.id(), !added, counts.map(VerifiedBaselines.Known::envelope).orElse(null));
  }

  private static Event event(HostName host, MeasurementReport report) {
    MeasuredImage image = report.image();
    MeasurementReport.Decision decision = report.decision();
    Verdict.Outcome outcome = decision == null ? null : decision.outcome();
    String reason =
        report.problem() != null ? report.problem() : decision == null ? null : decision.reason();
    return new Event(
        host,
        "REPORT|" + report.id(),
        new HistoryEntry(
            report.at(),
            report.at(),
            1,
            "REPORT",
            report.imageId(),
            outcome,
            report.occasion(),
            image == null ? null : image.trust(),
            decision,
            report.breaches(),
            reason));
  }
}
