package io.mdis.agent.verify;

import io.mdis.agent.TestSigner;
import io.mdis.agent.service.TrustService;
import io.mdis.contracts.Digest;
import io.mdis.measurement.ImageMeasurement;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.BaselineComparison;
import io.mdis.trust.protocol.Breach;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.Nonce;
import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.RenewalRequest;
import io.mdis.trust.protocol.ReportAnswer;
import io.mdis.trust.protocol.StatementType;
import io.mdis.trust.protocol.TrustKey;
import io.mdis.trust.protocol.TrustKeys;
import io.mdis.trust.protocol.Verdict;
import io.mdis.trust.protocol.VerifyAnswer;
import io.mdis.trust.protocol.VerifyRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A trust service in memory that may be away, and may lie: then it says TRUSTED. */
final class TestTrust implements TrustService {
  boolean away;
  Lie lie;
  private final HostName host;
  private final TestSigner signer = new TestSigner();
  private final TestSigner foreign = new TestSigner();
  private Envelope baseline;
  private Baseline must;

  /** How an answer isn't to be believed. */
  enum Lie {
    FOREIGN_KEY,
    OTHER_NONCE,
    OTHER_HOST,
    OLD,
    NOT_FOLLOWING
  }

  TestTrust(HostName host) {
    this.host = host;
  }

  TrustKeys keys0() {
    try {
      return new TrustKeys(keys());
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  void baseline(ImageMeasurement image) {
    must = TestSigner.pushed(image);
    baseline = signer.sign(StatementType.BASELINE, must);
  }

  @Override
  public VerifyAnswer verify(VerifyRequest request) throws IOException {
    if (away) {
      throw new IOException("away");
    }
    List<Breach> breaches = must == null ? List.of() : BaselineComparison.of(must, request);
    Verdict.Outcome outcome =
        must == null
            ? Verdict.Outcome.UNKNOWN
            : breaches.isEmpty() || lie != null
                ? Verdict.Outcome.TRUSTED
                : Verdict.Outcome.TAMPERED;
    Verdict verdict =
        new Verdict(
            outcome,
            lie == Lie.OTHER_HOST ? HostName.of("there") : host,
            lie == Lie.OTHER_NONCE ? Nonce.random() : request.nonce(),
            request.imageId(),
            request.image().trust(),
            baseline == null ? null : baseline.statement(),
            outcome == Verdict.Outcome.TAMPERED ? breaches : List.of(),
            "said",
            lie == Lie.OLD ? Instant.now().minus(Duration.ofHours(1)) : Instant.now());
    TestSigner by = lie == Lie.FOREIGN_KEY ? foreign : signer;
    return new VerifyAnswer(by.sign(StatementType.VERDICT, verdict), baseline);
  }

  @Override
  public ReportAnswer report(byte[] report) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void secrets(byte[] report) {}

  @Override
  public void alert(byte[] report) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void files(Digest image, Digest diffId, Path file) throws IOException {
    throw new IOException("it must not be asked for");
  }

  @Override
  public List<TrustKey> keys() {
    return List.of(signer.trusted());
  }

  @Override
  public Enrolled renew(RenewalRequest request) {
    throw new UnsupportedOperationException();
  }
}
