package io.mdis.trust.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Answer to a {@link VerifyRequest}. Nothing in it counts before {@link #check} has said so.
 *
 * @param verdict signed
 * @param baseline signed, that the verdict names; null when there is none or the host has it
 */
public record VerifyAnswer(Envelope verdict, Envelope baseline) {

  /** There is always a verdict. */
  public VerifyAnswer {
    Objects.requireNonNull(verdict, "verdict");
  }

  /**
   * What a checked answer says.
   *
   * @param verdict of the service
   * @param baseline that came with it; null when none did
   */
  public record Checked(Verdict verdict, Baseline baseline) {}

  /**
   * Checks signatures, that it answers this very question, and that the clocks agree. TRUSTED must
   * also follow from the baseline, where that came along. Throws UNTRUSTED_SIGNATURE,
   * WRONG_STATEMENT, WRONG_ANSWER, CLOCK_SKEW or MALFORMED.
   *
   * @param host who asked
   * @param skew how far clocks may be apart, with the time that the answer took
   */
  public Checked check(
      VerifyRequest request, HostName host, TrustKeys keys, Instant now, Duration skew)
      throws ProtocolException {
    Verdict said = keys.verdict(verdict);
    require(said.nonce().equals(request.nonce()), "its nonce is another");
    require(said.host().equals(host), "it is for " + said.host());
    require(said.imageId().equals(request.imageId()), "it is about " + said.imageId());
    require(said.measured().equals(request.image().trust()), "another measurement was judged");
    Clocks.require(said.time(), now, skew, "the service's clock");
    if (baseline == null) {
      require(
          said.outcome() != Verdict.Outcome.TRUSTED
              || said.baseline().equals(request.knownBaseline()),
          "the baseline that it rests on is missing");
      return new Checked(said, null);
    }
    require(baseline.statement().equals(said.baseline()), "its baseline is another");
    Baseline must = keys.baseline(baseline);
    require(must.image().imageId().equals(request.imageId()), "its baseline is another image's");
    if (said.outcome() == Verdict.Outcome.TRUSTED) {
      List<Breach> breaches = BaselineComparison.of(must, request);
      require(
          breaches.isEmpty() && must.countsOn(host) && !must.staleAt(now),
          "the image isn't what its baseline says");
    }
    return new Checked(said, must);
  }

  private static void require(boolean holds, String what) throws ProtocolException {
    if (!holds) {
      throw new ProtocolException(
          ProtocolProblem.WRONG_ANSWER, "the verdict isn't that to the question: " + what);
    }
  }
}
