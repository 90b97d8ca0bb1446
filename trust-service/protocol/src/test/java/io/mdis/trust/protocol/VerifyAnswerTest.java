package io.mdis.trust.protocol;

import static io.mdis.trust.protocol.Statements.HOST;
import static io.mdis.trust.protocol.Statements.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyAnswerTest {
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final Statements.Key key = Statements.Key.ed25519();
  private final MeasuredImage image = Statements.image("a", "b");
  private final Baseline baseline = Statements.baseline(image);
  private final VerifyRequest request = Statements.request(image);
  private final VerifyAnswer answer = Statements.answer(request, baseline, key.signer());

  @Test
  void theAnswerToTheQuestionCounts() throws Exception {
    VerifyAnswer.Checked checked = check(answer, request, HOST, NOW.plusSeconds(59));

    assertThat(checked.verdict().outcome()).isEqualTo(Verdict.Outcome.TRUSTED);
    assertThat(checked.baseline()).isEqualTo(baseline);
  }

  @Test
  void anAnswerToAnEarlierQuestionIsRefused() {
    refused(answer, Statements.request(image), HOST, NOW, ProtocolProblem.WRONG_ANSWER);
  }

  @Test
  void anAnswerForAnotherHostIsRefused() {
    refused(answer, request, HostName.of("node-8"), NOW, ProtocolProblem.WRONG_ANSWER);
  }

  @Test
  void clocksTooFarApartAreRefused() {
    refused(answer, request, HOST, NOW.plusSeconds(61), ProtocolProblem.CLOCK_SKEW);
    refused(answer, request, HOST, NOW.minusSeconds(61), ProtocolProblem.CLOCK_SKEW);
  }

  @Test
  void aVerdictWithoutItsBaselineIsRefusedUnlessTheHostHasThat() throws Exception {
    VerifyAnswer alone = new VerifyAnswer(answer.verdict(), null);
    refused(alone, request, HOST, NOW, ProtocolProblem.WRONG_ANSWER);

    VerifyRequest knowing =
        new VerifyRequest(
            request.nonce(),
            NOW,
            request.imageId(),
            image,
            List.of(),
            "docker",
            answer.baseline().statement());
    assertThat(check(alone, knowing, HOST, NOW).verdict().outcome())
        .isEqualTo(Verdict.Outcome.TRUSTED);
  }

  @Test
  void anotherBaselineThanTheVerdictNamesIsRefused() {
    Baseline other = Statements.baseline(Statements.image("a", "c"));
    VerifyAnswer mixed =
        new VerifyAnswer(
            answer.verdict(),
            Envelope.sign(StatementType.BASELINE, TrustJson.write(other), key.signer()));

    refused(mixed, request, HOST, NOW, ProtocolProblem.WRONG_ANSWER);
  }

  @Test
  void trustedIsRefusedWhenTheBaselineSaysOtherwise() {
    VerifyRequest tampered = Statements.request(Statements.image("a", "x"));
    VerifyAnswer lying = Statements.answer(tampered, baseline, key.signer());

    refused(lying, tampered, HOST, NOW, ProtocolProblem.WRONG_ANSWER);
  }

  @Test
  void theLayerThatDiffersIsNamed() {
    List<Breach> breaches =
        BaselineComparison.of(baseline, Statements.request(Statements.image("a", "x")));

    assertThat(breaches)
        .singleElement()
        .satisfies(
            breach -> {
              assertThat(breach.check()).isEqualTo(Breach.FILES);
              assertThat(breach.layer()).isEqualTo(1);
              assertThat(breach.diffId()).isEqualTo(image.layers().get(1).diffId());
              assertThat(breach.expected()).isEqualTo(image.layers().get(1).files().hex());
            });
  }

  @Test
  void aMissingLayerIsABreach() {
    assertThat(BaselineComparison.of(baseline, Statements.request(Statements.image("a"))))
        .singleElement()
        .satisfies(breach -> assertThat(breach.layer()).isEqualTo(Breach.IMAGE));
  }

  private VerifyAnswer.Checked check(
      VerifyAnswer given, VerifyRequest asked, HostName host, Instant now) throws Exception {
    return given.check(asked, host, new TrustKeys(List.of(key.trusted())), now, SKEW);
  }

  private void refused(
      VerifyAnswer given, VerifyRequest asked, HostName host, Instant now, ProtocolProblem why) {
    assertThatThrownBy(() -> check(given, asked, host, now)).extracting("problem").isEqualTo(why);
  }
}
