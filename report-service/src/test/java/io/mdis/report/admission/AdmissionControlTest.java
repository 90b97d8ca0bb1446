package io.mdis.report.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mdis.policy.PolicyDecision;
import io.mdis.policy.Verdict;
import io.mdis.policy.Violation;
import io.mdis.report.Seed;
import io.mdis.report.gate.ImageDecision;
import io.mdis.report.query.ReportProblem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionControlTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private final Map<String, Optional<String>> asked = new ConcurrentHashMap<>();
  private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();

  @Test
  void letsInWhatIsAllowedAndAsksOnceForEveryImageOfAPod() {
    AdmissionAnswer answer = control(false, false).review(review("pod"));
    assertThat(answer.apiVersion()).isEqualTo("admission.k8s.io/v1");
    assertThat(answer.kind()).isEqualTo("AdmissionReview");
    assertThat(answer.response().uid()).isEqualTo("705ab4f5-6393-11e8-b7cc-42010a800002");
    assertThat(answer.response().allowed()).isTrue();
    assertThat(answer.response().warnings()).isEmpty();
    assertThat(asked.keySet())
        .containsExactlyInAnyOrder(
            "registry.example/team/init:1.0",
            "registry.example/team/app:1.0",
            "busybox",
            "registry.example/team/model:1.0");
    assertThat(asked.values()).containsOnly(Optional.of("prod-eu"));
    assertThat(answer.response().auditAnnotations())
        .containsEntry("mdis-verdict", "ALLOW")
        .extractingByKey("mdis-digests")
        .asString()
        .contains("registry.example/team/app:1.0=[sha256:");
  }

  @Test
  void refusesWhatIsDeniedAndSaysWhatToChange() {
    verdicts.put("busybox", Verdict.UNSCANNED);
    verdicts.put("registry.example/team/app:1.0", Verdict.WARN);
    AdmissionAnswer.Response response = control(false, false).review(review("pod")).response();
    assertThat(response.allowed()).isFalse();
    assertThat(response.status().code()).isEqualTo(403);
    assertThat(response.status().message())
        .isEqualTo("busybox is UNSCANNED by policy p: it is wrong. To change: mend it");
    assertThat(response.warnings())
        .containsExactly("WARN registry.example/team/app:1.0: it is wrong");
  }

  @Test
  void looksIntoTheTemplateOfAWorkload() {
    verdicts.put("registry.example/team/job:2.0", Verdict.BLOCK);
    assertThat(control(false, false).review(review("cronjob")).response().allowed()).isFalse();
    assertThat(asked).containsOnlyKeys("registry.example/team/job:2.0");
  }

  @Test
  void judgesAChangeByWhatItBrings() {
    verdicts.put("registry.example/team/bad:1.0", Verdict.BLOCK);
    assertThat(control(false, false).review(review("deployment-update")).response().allowed())
        .isTrue();
    assertThat(asked).containsOnlyKeys("registry.example/team/side:1.1");
  }

  @Test
  void aDryRunLetsInAndWarns() {
    verdicts.put("busybox", Verdict.BLOCK);
    AdmissionAnswer.Response response = control(false, true).review(review("pod")).response();
    assertThat(response.allowed()).isTrue();
    assertThat(response.status()).isNull();
    assertThat(response.warnings())
        .singleElement()
        .asString()
        .startsWith("would be refused: busybox is BLOCK");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatCannotBeDecidedFollowsTheChoice(boolean failOpen) {
    AdmissionControl away =
        new AdmissionControl(
            (image, environment) -> {
              throw new IOException("registry.example is away");
            },
            failOpen,
            false,
            LIMIT);
    AdmissionControl slow =
        new AdmissionControl(
            (image, environment) -> {
              try {
                TimeUnit.SECONDS.sleep(30);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return decision(image, Verdict.ALLOW);
            },
            failOpen,
            false,
            Duration.ofMillis(100));
    ObjectNode unknown = review("pod");
    ((ObjectNode) unknown.at("/request/kind")).put("kind", "Widget");
    for (AdmissionAnswer answer :
        List.of(
            away.review(review("pod")),
            slow.review(review("pod")),
            control(failOpen, false).review(unknown))) {
      assertThat(answer.response().allowed()).isEqualTo(failOpen);
      assertThat(answer.response().auditAnnotations()).containsEntry("mdis-verdict", "UNDECIDED");
      assertThat(answer.response().warnings()).hasSize(failOpen ? 1 : 0);
    }
  }

  @Test
  void aMalformedReferenceIsRefusedAlsoWhereFailuresAreLetIn() {
    AdmissionControl control =
        new AdmissionControl(
            (image, environment) -> {
              throw ReportProblem.invalid("image", "no reference: " + image);
            },
            true,
            false,
            LIMIT);
    assertThat(control.review(review("pod")).response().allowed()).isFalse();
  }

  @Test
  void deletingIsNobodysBusiness() {
    ObjectNode review = review("pod");
    ((ObjectNode) review.get("request")).put("operation", "DELETE").putNull("object");
    assertThat(control(false, false).review(review).response().allowed()).isTrue();
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"apiVersion", "kind", "request"})
  void whatIsNoReviewIsNoQuestion(String missing) {
    ObjectNode review = review("pod");
    review.remove(missing);
    assertThatThrownBy(() -> control(true, true).review(review)).isInstanceOf(ReportProblem.class);
  }

  private AdmissionControl control(boolean failOpen, boolean dryRun) {
    return new AdmissionControl(
        (image, environment) -> {
          asked.put(image, environment);
          return decision(image, verdicts.getOrDefault(image, Verdict.ALLOW));
        },
        failOpen,
        dryRun,
        LIMIT);
  }

  private static ImageDecision decision(String image, Verdict verdict) {
    List<Violation> violations =
        verdict == Verdict.ALLOW
            ? List.of()
            : List.of(new Violation("r", verdict, null, "it is wrong", "mend it", null, null));
    return new ImageDecision(
        image,
        List.of(Seed.digest(1)),
        new PolicyDecision(
            verdict,
            verdict.compareTo(Verdict.UNSCANNED) >= 0,
            "p",
            violations,
            List.of(),
            violations.stream().map(Violation::remedy).toList(),
            0));
  }

  private static ObjectNode review(String name) {
    try (InputStream in =
        AdmissionControlTest.class.getResourceAsStream("/admission/" + name + ".json")) {
      JsonNode tree = new ObjectMapper().readTree(in);
      return (ObjectNode) tree;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
