package io.mdis.agent.watch;

import io.mdis.agent.decision.Mode;
import io.mdis.agent.decision.Policy;
import io.mdis.agent.decision.Reports;
import io.mdis.agent.engine.DockerEngine;
import io.mdis.agent.engine.EngineEvent;
import io.mdis.agent.engine.EngineImage;
import io.mdis.agent.store.ImageStore;
import io.mdis.agent.verify.Assessment;
import io.mdis.agent.verify.ImageVerification;
import io.mdis.contracts.Digest;
import io.mdis.trust.protocol.MeasurementReport.Occasion;
import io.mdis.trust.protocol.Verdict;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Measures images when they come, and looks at all of them from time to time. */
public final class ImageWatch {
  private static final System.Logger LOG = System.getLogger(ImageWatch.class.getName());

  private final DockerEngine engine;
  private final ImageStore store;
  private final ImageVerification verification;
  private final Policy policy;
  private final Reports reports;
  private final Set<Digest> seen = ConcurrentHashMap.newKeySet();

  /** Tells what it finds by reports. */
  public ImageWatch(
      DockerEngine engine,
      ImageStore store,
      ImageVerification verification,
      Policy policy,
      Reports reports) {
    this.engine = engine;
    this.store = store;
    this.verification = verification;
    this.policy = policy;
    this.reports = reports;
  }

  /** An image came: by a pull its name is told, else its ID. */
  void came(EngineEvent event) throws IOException {
    EngineImage image = engine.image(event.id());
    boolean tagged = event.action().equals("tag");
    if (tagged && seen.contains(image.id())) {
      return; // Only one more name.
    }
    Occasion occasion =
        switch (event.action()) {
          case "pull" -> Occasion.PULL;
          case "load" -> Occasion.LOAD;
          case "import" -> Occasion.IMPORT;
          default -> Occasion.BUILD; // A build tells no more than the tag of its image.
        };
    measure(image.id(), image.names(), occasion, false);
  }

  /** All images that weren't seen yet. */
  void all() throws IOException {
    for (Map.Entry<Digest, List<String>> image : store.images().entrySet()) {
      if (!seen.contains(image.getKey())) {
        guarded(() -> measure(image.getKey(), image.getValue(), Occasion.SCHEDULE, false));
      }
    }
  }

  /** Whether anything changed in the images that were seen; measures those that weren't. */
  public void look() throws IOException {
    for (Map.Entry<Digest, List<String>> image : store.images().entrySet()) {
      guarded(
          () -> {
            if (off(image.getValue())) {
              return;
            }
            if (!seen.contains(image.getKey())) {
              measure(image.getKey(), image.getValue(), Occasion.SCHEDULE, false);
            } else if (verification.changed(image.getKey())) {
              measure(image.getKey(), image.getValue(), Occasion.CHANGE, false);
            }
          });
    }
    verification.forgetAllBut(store.images().keySet());
  }

  /** Reads every file of every image. */
  public void measureAll() throws IOException {
    for (Map.Entry<Digest, List<String>> image : store.images().entrySet()) {
      guarded(() -> measure(image.getKey(), image.getValue(), Occasion.SCHEDULE, true));
    }
  }

  private void measure(Digest image, List<String> names, Occasion occasion, boolean everyFile)
      throws IOException {
    if (off(names)) {
      return;
    }
    Assessment assessment = verification.verify(image, everyFile);
    Level level = assessment.outcome() == Verdict.Outcome.TAMPERED ? Level.WARNING : Level.INFO;
    LOG.log(
        level,
        occasion
            + " "
            + image
            + " "
            + names
            + " is "
            + assessment.outcome()
            + ": "
            + assessment.summary());
    reports.measured(assessment, names, occasion);
    seen.add(image);
  }

  private boolean off(List<String> names) {
    return policy.of(names).mode() == Mode.OFF;
  }

  private static void guarded(Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "an image isn't measured: " + e);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
