package io.mdis.report.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.policy.PolicyDecision;
import io.mdis.policy.Verdict;
import io.mdis.policy.Violation;
import io.mdis.report.gate.ImageDecision;
import io.mdis.report.query.ReportProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Judges what an API server asks about. A change is judged by the images that it brings: what runs
 * already can still be labelled, scaled down and deleted.
 */
public final class AdmissionControl {
  private static final int MOST_IMAGES = 200;
  private static final int MOST_WARNINGS = 10;

  /** Warnings beyond may be cut ("Response", in the documentation of admission webhooks). */
  private static final int LONGEST_WARNING = 120;

  private static final int LONGEST_MESSAGE = 4_000;
  private static final int FORBIDDEN = 403;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n]]");

  private final Gate gate;
  private final boolean failOpen;
  private final boolean dryRun;
  private final Duration limit;

  /** Decides about one image. */
  @FunctionalInterface
  public interface Gate {
    /** The decision; throws IOException when there can be none now. */
    ImageDecision decide(String image, Optional<String> environment) throws IOException;
  }

  /**
   * By the given gate.
   *
   * @param failOpen whether what can't be decided is let in
   * @param dryRun whether everything is let in, with warnings
   * @param limit for a whole answer
   */
  public AdmissionControl(Gate gate, boolean failOpen, boolean dryRun, Duration limit) {
    this.gate = gate;
    this.failOpen = failOpen;
    this.dryRun = dryRun;
    this.limit = limit;
  }

  /** Answers a review; throws ReportProblem when it is none. */
  public AdmissionAnswer review(JsonNode review) {
    JsonNode request = review.path("request");
    String uid = request.path("uid").asText("");
    if (!review.path("apiVersion").asText("").equals(AdmissionAnswer.API_VERSION)
        || !review.path("kind").asText("").equals(AdmissionAnswer.KIND)
        || uid.isEmpty()) {
      throw ReportProblem.invalid(
          "body", "body must be an AdmissionReview of admission.k8s.io/v1 with a request");
    }
    String operation = request.path("operation").asText("");
    if (operation.equals("DELETE") || operation.equals("CONNECT")) {
      return allowed(uid, List.of(), Map.of());
    }
    String kind = request.at("/kind/kind").asText("");
    Optional<Set<String>> images = PodImages.of(kind, request.path("object"));
    if (images.isEmpty()) {
      return undecided(uid, "MDIS does not know which images a " + kind + " starts");
    }
    Set<String> brought = new TreeSet<>(images.get());
    if (operation.equals("UPDATE")) {
      brought.removeAll(PodImages.of(kind, request.path("oldObject")).orElse(Set.of()));
    }
    if (brought.size() > MOST_IMAGES) {
      return undecided(uid, "it names more than " + MOST_IMAGES + " images");
    }
    Optional<String> namespace =
        Optional.of(request.path("namespace").asText("")).filter(name -> !name.isEmpty());
    try {
      return answer(uid, decide(brought, namespace));
    } catch (TimeoutException e) {
      return undecided(uid, "MDIS could not decide within " + limit.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return undecided(uid, "MDIS is stopping");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ReportProblem problem) {
        return denied(uid, problem.getMessage(), List.of(), Map.of("mdis-verdict", "MALFORMED"));
      }
      return undecided(uid, "MDIS could not decide: " + e.getCause().getMessage());
    }
  }

  private List<ImageDecision> decide(Set<String> images, Optional<String> namespace)
      throws ExecutionException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<ImageDecision>> asked = new ArrayList<>();
      for (String image : images) {
        asked.add(threads.submit(() -> gate.decide(image, namespace)));
      }
      List<ImageDecision> decisions = new ArrayList<>();
      for (Future<ImageDecision> one : asked) {
        decisions.add(one.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
      }
      return decisions;
    } finally {
      threads.shutdownNow(); // What takes longer is not waited for.
    }
  }

  private AdmissionAnswer answer(String uid, List<ImageDecision> decisions) {
    List<String> warnings = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    Verdict worst = Verdict.ALLOW;
    for (ImageDecision decided : decisions) {
      PolicyDecision decision = decided.decision();
      worst = decision.verdict().compareTo(worst) > 0 ? decision.verdict() : worst;
      if (decision.denied()) {
        refusals.add(refusal(decided));
      } else if (decision.verdict() != Verdict.ALLOW) {
        warnings.add(
            cut(
                decision.verdict() + " " + decided.image() + ": " + first(decision),
                LONGEST_WARNING));
      }
    }
    Map<String, String> audit = new LinkedHashMap<>();
    audit.put("mdis-verdict", worst.name());
    audit.put(
        "mdis-digests",
        cut(
            decisions.stream()
                .map(decided -> decided.image() + "=" + decided.digests())
                .collect(Collectors.joining(" ")),
            LONGEST_MESSAGE));
    return refusals.isEmpty()
        ? allowed(uid, warnings, audit)
        : denied(uid, String.join("\n", refusals), warnings, audit);
  }

  private static String refusal(ImageDecision decided) {
    PolicyDecision decision = decided.decision();
    return decided.image()
        + " is "
        + decision.verdict()
        + " by policy "
        + decision.policy()
        + ": "
        + decision.violations().stream()
            .limit(3)
            .map(Violation::message)
            .collect(Collectors.joining("; "))
        + ". To change: "
        + decision.toChange().stream().limit(3).collect(Collectors.joining("; "));
  }

  private static String first(PolicyDecision decision) {
    return decision.violations().isEmpty() ? "" : decision.violations().getFirst().message();
  }

  private AdmissionAnswer undecided(String uid, String why) {
    Map<String, String> audit = Map.of("mdis-verdict", "UNDECIDED");
    return failOpen
        ? allowed(uid, List.of(cut("let in unjudged: " + why, LONGEST_WARNING)), audit)
        : denied(uid, why, List.of(), audit);
  }

  private static AdmissionAnswer allowed(
      String uid, List<String> warnings, Map<String, String> audit) {
    return AdmissionAnswer.of(new AdmissionAnswer.Response(uid, true, null, some(warnings), audit));
  }

  private AdmissionAnswer denied(
      String uid, String message, List<String> warnings, Map<String, String> audit) {
    if (!dryRun) {
      return AdmissionAnswer.of(
          new AdmissionAnswer.Response(
              uid,
              false,
              new AdmissionAnswer.Status(FORBIDDEN, cut(message, LONGEST_MESSAGE)),
              some(warnings),
              audit));
    }
    List<String> all = new ArrayList<>();
    message.lines().forEach(line -> all.add(cut("would be refused: " + line, LONGEST_WARNING)));
    all.addAll(warnings);
    return allowed(uid, all, audit);
  }

  private static List<String> some(List<String> warnings) {
    return warnings.stream().limit(MOST_WARNINGS).toList();
  }

  private static String cut(String text, int longest) {
    String line = CONTROL.matcher(text).replaceAll(" ");
    return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
  }
}
