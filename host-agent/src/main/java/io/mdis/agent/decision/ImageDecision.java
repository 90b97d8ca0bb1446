package io.mdis.agent.decision;

import io.mdis.agent.plugin.Authorization;
import io.mdis.agent.verify.Assessment;
import io.mdis.agent.verify.ImageVerification;
import io.mdis.contracts.Digest;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.trust.protocol.MeasurementReport;
import io.mdis.trust.protocol.MeasurementReport.Decision;
import io.mdis.trust.protocol.Verdict;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;

/** Decides whether an image may run: verifies it, applies the policy, tells the service. */
public final class ImageDecision {
  private static final System.Logger LOG = System.getLogger(ImageDecision.class.getName());

  private final ImageVerification verification;
  private final Policy policy;
  private final Reports reports;

  /** With a policy. */
  public ImageDecision(ImageVerification verification, Policy policy, Reports reports) {
    this.verification = verification;
    this.policy = policy;
    this.reports = reports;
  }

  /**
   * Whether an image may run; throws IOException when nothing can be said of it, or nobody told.
   *
   * @param names all that it has
   * @param container that is to run; null when it isn't made yet
   * @param runs whether it runs already, and is stopped unless it may
   */
  public Authorization of(Digest image, List<String> names, String container, boolean runs)
      throws IOException {
    Treatment treatment = policy.of(names);
    if (treatment.mode() == Mode.OFF) {
      return Authorization.ALLOWED;
    }
    Assessment assessment;
    try {
      assessment = verification.verify(image, treatment.everyFile());
    } catch (IOException e) {
      if (treatment.mode() == Mode.WARN) {
        LOG.log(Level.WARNING, "runs though nothing can be said of " + image + ": " + e);
        return Authorization.ALLOWED;
      }
      throw e;
    }
    return judged(assessment, names, container, runs, treatment);
  }

  /** As the other, for an image that the engine says it doesn't have any more. */
  Authorization gone(Digest image, List<String> names) throws IOException {
    try {
      return of(image, names, null, false);
    } catch (MeasurementException e) {
      if (e.problem() == MeasurementProblem.NO_SUCH_IMAGE) {
        return Authorization.ALLOWED;
      }
      throw e;
    }
  }

  /** When nothing can be said. */
  public Authorization failed(String why) {
    return switch (policy.onFailure()) {
      case CLOSED -> Authorization.denied("mdis: nothing can be said of the image: " + why);
      case OPEN -> Authorization.ALLOWED;
    };
  }

  private Authorization judged(
      Assessment assessment,
      List<String> names,
      String container,
      boolean runs,
      Treatment treatment)
      throws IOException {
    boolean fine =
        switch (assessment.outcome()) {
          case TRUSTED -> true;
          case TAMPERED -> false;
          case UNKNOWN, STALE -> treatment.unknown();
        };
    Decision.Action action = action(fine, runs, treatment);
    String message = message(assessment, names);
    if (!fine) {
      LOG.log(Level.WARNING, action + " " + message);
    }
    if (!fine || assessment.offline()) {
      reports.decided(
          assessment,
          names,
          MeasurementReport.Occasion.START,
          new Decision(
              action,
              assessment.offline(),
              assessment.outcome(),
              assessment.baseline(),
              container,
              message));
    }
    return switch (action) {
      case ALLOWED, WARNED -> Authorization.ALLOWED;
      case DENIED, STOPPED -> Authorization.denied("mdis: " + message);
    };
  }

  private static Decision.Action action(boolean fine, boolean runs, Treatment treatment) {
    if (fine) {
      return Decision.Action.ALLOWED;
    }
    if (treatment.mode() == Mode.WARN) {
      return Decision.Action.WARNED;
    }
    return runs ? Decision.Action.STOPPED : Decision.Action.DENIED;
  }

  private static String message(Assessment assessment, List<String> names) {
    String name = names.isEmpty() ? "" : names.getFirst() + " ";
    String what =
        assessment.outcome() == Verdict.Outcome.TAMPERED
            ? "is not what was pushed: "
            : "is " + assessment.outcome() + ": ";
    return "image "
        + name
        + "("
        + assessment.imageId().hex().substring(0, 12)
        + ") "
        + what
        + assessment.summary();
  }
}
