package io.mdis.report.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanStatus;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.policy.DimensionState;
import io.mdis.policy.ImageEvidence;
import io.mdis.policy.PolicyGate;
import io.mdis.policy.Verdict;
import io.mdis.policy.file.PolicyFile;
import io.mdis.policy.file.PolicyFileException;
import io.mdis.report.Seed;
import io.mdis.report.query.ReportProblem;
import io.mdis.suppression.ImageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageGateTest {
  private static final String POLICY =
      """
      policies:
        - {name: strict, images: [registry.example/team/*], required: [malware], rules: []}
        - {name: lax, rules: []}
      """;
  private final Map<Digest, ImageEvidence> evidence = new HashMap<>();
  private final List<Digest> read = new ArrayList<>();
  private final List<String> resolved = new ArrayList<>();
  private List<Digest> platforms = List.of();
  private IOException failure;

  @Test
  void aTagIsResolvedByItsRegistryAndTheWorstPlatformDecides() throws IOException {
    evidence.put(Seed.digest(1), scanned());
    evidence.put(Seed.digest(2), ImageEvidence.none(List.of()));
    platforms = List.of(Seed.digest(1), Seed.digest(2));
    ImageDecision decided = decide("registry.example/team/app:1.0");
    assertThat(decided.decision().verdict()).isEqualTo(Verdict.UNSCANNED);
    assertThat(decided.digests()).isEqualTo(platforms);
    platforms = List.of(Seed.digest(1));
    assertThat(decide("registry.example/team/app:1.0").decision().verdict())
        .isEqualTo(Verdict.ALLOW);
  }

  @Test
  void aKnownDigestNeedsNoRegistry() throws IOException {
    evidence.put(Seed.digest(1), scanned());
    String pinned = "registry.example/team/app@" + Seed.digest(1);
    assertThat(decide(pinned).decision().verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(resolved).isEmpty();
    assertThat(read).containsExactly(Seed.digest(1));
  }

  @Test
  void theDigestOfAnIndexIsResolved() throws IOException {
    evidence.put(Seed.digest(1), scanned());
    platforms = List.of(Seed.digest(1));
    String pinned = "registry.example/team/app@" + Seed.digest(9);
    assertThat(decide(pinned).decision().verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(resolved).containsExactly(pinned);
  }

  @Test
  void anImageThatNobodyKnowsIsUnscanned() throws IOException {
    failure = new ImageException(ImageProblem.NOT_CONFIGURED, "not configured");
    ImageDecision decided = decide("registry.example/team/app:1.0");
    assertThat(decided.decision().verdict()).isEqualTo(Verdict.UNSCANNED);
    assertThat(decided.digests()).isEmpty();
    assertThat(decide("nginx").decision().policy()).isEqualTo("lax");
  }

  @Test
  void aRegistryThatIsAwayLeavesItUndecided() {
    failure = new ImageException(ImageProblem.UNAVAILABLE, "registry.example is away");
    assertThatThrownBy(() -> decide("registry.example/team/app:1.0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("away");
  }

  @Test
  void aDigestAloneGoesByTheNamesThatItHas() throws IOException {
    evidence.put(Seed.digest(1), scanned());
    assertThat(decide(Seed.digest(1).toString()).decision().policy()).isEqualTo("strict");
    assertThat(decide(Seed.digest(2).toString()).decision().policy()).isEqualTo("lax");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "sha256:x", "registry.example/UPPER", "a b"})
  void whatIsNoReferenceIsNamed(String image) {
    assertThatThrownBy(() -> decide(image)).isInstanceOf(ReportProblem.class);
  }

  private static ImageEvidence scanned() {
    return new ImageEvidence(
        List.of(ImageName.parse("registry.example/team/app:1.0")),
        Map.of("malware", new DimensionState(ScanStatus.SUCCEEDED, List.of())),
        List.of(),
        Optional.empty(),
        List.of());
  }

  private ImageDecision decide(String image) throws IOException {
    return new ImageGate(
            ImageGateTest::policies,
            digest -> {
              read.add(digest);
              return Optional.ofNullable(evidence.get(digest));
            },
            reference -> {
              resolved.add(reference.toString());
              if (failure != null) {
                throw failure;
              }
              return platforms;
            },
            Clock.systemUTC())
        .decide(image, Optional.empty());
  }

  private static PolicyGate policies() {
    try {
      return new PolicyGate(PolicyFile.read(POLICY.getBytes(StandardCharsets.UTF_8), "p.yaml"));
    } catch (PolicyFileException e) {
      throw new AssertionError(e);
    }
  }
}
