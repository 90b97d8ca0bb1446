package io.mdis.trust.verify;

import io.mdis.trust.baseline.VerifiedBaselines;
import io.mdis.trust.baseline.VerifiedBaselines.Known;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.BaselineComparison;
import io.mdis.trust.protocol.Breach;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.StatementType;
import io.mdis.trust.protocol.Verdict;
import io.mdis.trust.protocol.Verdict.Outcome;
import io.mdis.trust.protocol.VerifyAnswer;
import io.mdis.trust.protocol.VerifyRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Answers whether an image on a host is what it must be. There is one way to TRUSTED: a baseline
 * that the service signed, that counts on this host now, and not one difference. Everything else is
 * another verdict or an exception.
 */
public final class Verification {
  private final VerifiedBaselines baselines;
  private final NonceWindow nonces;
  private final ServiceKeys keys;
  private final VerdictMemory memory;
  private final InstantSource clock;

  /** With what it needs. */
  public Verification(
      VerifiedBaselines baselines,
      NonceWindow nonces,
      ServiceKeys keys,
      VerdictMemory memory,
      InstantSource clock) {
    this.baselines = baselines;
    this.nonces = nonces;
    this.keys = keys;
    this.memory = memory;
    this.clock = clock;
  }

  /** The signed answer; throws CLOCK_SKEW, REPLAYED_NONCE, BUSY, ALTERED_STATEMENT, STORE_AWAY. */
  public VerifyAnswer answer(HostName host, VerifyRequest request) throws IOException {
    nonces.use(host, request.nonce(), request.time());
    Optional<Known> known = baselines.on(host, request.imageId());
    Verdict verdict = judged(host, request, known);
    memory.keep(verdict, known.map(Known::baseline).orElse(null));
    boolean send = known.isPresent() && !known.get().statement().equals(request.knownBaseline());
    return new VerifyAnswer(
        keys.sign(StatementType.VERDICT, verdict), send ? known.get().envelope() : null);
  }

  private Verdict judged(HostName host, VerifyRequest request, Optional<Known> known)
      throws IOException {
    if (known.isEmpty()) {
      return request.breaches().isEmpty()
          ? verdict(Outcome.UNKNOWN, host, request, null, List.of(), unknown(request))
          : verdict(
              Outcome.TAMPERED,
              host,
              request,
              null,
              request.breaches(),
              "the host's store of images is not in order: "
                  + request.breaches().getFirst().message());
    }
    Baseline baseline = known.get().baseline();
    if (!baseline.form().equals(Baseline.FORM)) {
      return verdict(
          Outcome.STALE,
          host,
          request,
          known.get(),
          List.of(),
          "the baseline is of form " + baseline.form() + "; the image must be measured anew");
    }
    List<Breach> breaches = BaselineComparison.of(baseline, request);
    if (!breaches.isEmpty()) {
      return verdict(
          Outcome.TAMPERED,
          host,
          request,
          known.get(),
          breaches,
          breaches.getFirst().message()
              + (breaches.size() == 1 ? "" : ", and " + (breaches.size() - 1) + " more"));
    }
    if (baseline.staleAt(clock.instant()) || !baseline.countsOn(host)) {
      return verdict(
          Outcome.STALE,
          host,
          request,
          known.get(),
          List.of(),
          "the baseline counted until " + baseline.validUntil() + "; measure the image anew");
    }
    return verdict(
        Outcome.TRUSTED,
        host,
        request,
        known.get(),
        List.of(),
        baseline.origin() == Baseline.Origin.PUSHED
            ? "byte for byte what was pushed"
            : "unchanged since it was built on this host");
  }

  private String unknown(VerifyRequest request) throws IOException {
    return baselines
        .problem(request.imageId())
        .map(problem -> "the image could not be measured when it was pushed: " + problem)
        .orElse("no image with this ID was pushed to a registry that is watched");
  }

  private Verdict verdict(
      Outcome outcome,
      HostName host,
      VerifyRequest request,
      Known known,
      List<Breach> breaches,
      String reason) {
    return new Verdict(
        outcome,
        host,
        request.nonce(),
        request.imageId(),
        request.image().trust(),
        known == null ? null : known.statement(),
        breaches,
        reason,
        clock.instant());
  }
}
