package io.mdis.agent.outbox;

import io.mdis.agent.baseline.KeptBaselines;
import io.mdis.agent.service.Availability;
import io.mdis.agent.service.ServiceException;
import io.mdis.agent.service.TrustService;
import io.mdis.trust.protocol.MeasurementReport;
import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.ReportAnswer;
import io.mdis.trust.protocol.TrustJson;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Brings reports to the service, the oldest first, for as long as it takes. */
public final class Delivery implements Runnable {
  private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final long LOOK_MILLIS = 10_000;

  private final Outbox outbox;
  private final TrustService service;
  private final Availability availability;
  private final KeptBaselines baselines;

  /** Baselines that the service answers with are kept. */
  public Delivery(
      Outbox outbox, TrustService service, Availability availability, KeptBaselines baselines) {
    this.outbox = outbox;
    this.service = service;
    this.availability = availability;
    this.baselines = baselines;
  }

  /** Delivers until interrupted. */
  @Override
  public void run() {
    Duration pause = SHORTEST_PAUSE;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          outbox.await(LOOK_MILLIS);
          outbox.look();
          deliverAll();
          pause = SHORTEST_PAUSE;
        } catch (IOException e) {
          LOG.log(Level.WARNING, outbox.size() + " reports wait for the trust service: " + e);
          Thread.sleep(pause);
          Duration longer = pause.multipliedBy(2);
          pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Delivers what waits now; throws IOException when the service doesn't take it. */
  private void deliverAll() throws IOException {
    for (var next = outbox.oldest(); next.isPresent(); next = outbox.oldest()) {
      deliver(next.get());
    }
  }

  private void deliver(Outbox.Entry entry) throws IOException {
    try {
      switch (entry.kind()) {
        case MEASUREMENT -> measurement(entry.json().toBytes());
        case ALERT -> service.alert(entry.json().toBytes());
        case SECRETS -> service.secrets(entry.json().toBytes());
      }
    } catch (ServiceException e) {
      if (!e.permanent()) {
        throw e;
      }
      // It would block all others for ever; the sentence is what is left of it.
      LOG.log(Level.ERROR, "the trust service refuses a report: " + e.getMessage());
    }
    availability.answered(); // So it can be asked again too.
    outbox.delivered(entry);
  }

  private void measurement(byte[] json) throws IOException {
    ReportAnswer answer = service.report(json);
    if (answer.baseline() != null) {
      try {
        baselines.keep(TrustJson.read(json, MeasurementReport.class).imageId(), answer.baseline());
      } catch (ProtocolException e) {
        LOG.log(Level.ERROR, "a baseline of the trust service is not believed: " + e.getMessage());
      }
    }
  }
}
