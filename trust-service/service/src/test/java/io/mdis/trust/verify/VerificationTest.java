package io.mdis.trust.verify;

import static io.mdis.trust.Requests.HOST;
import static io.mdis.trust.Requests.IMAGE;
import static io.mdis.trust.Requests.request;
import static io.mdis.trust.Requests.tampered;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.TarWriter;
import io.mdis.trust.TestDatabase;
import io.mdis.trust.TestService;
import io.mdis.trust.protocol.AlertReport;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Breach;
import io.mdis.trust.protocol.HistoryEntry;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.MeasurementReport;
import io.mdis.trust.protocol.Nonce;
import io.mdis.trust.protocol.ReportAnswer;
import io.mdis.trust.protocol.Verdict;
import io.mdis.trust.protocol.Verdict.Outcome;
import io.mdis.trust.protocol.VerifyAnswer;
import io.mdis.trust.protocol.VerifyRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
  private static final HostName BUILDER = HostName.of("build-1");

  @TempDir Path folder;
  private TestDatabase database;
  private TestService service;

  @BeforeEach
  void start() throws Exception {
    database = new TestDatabase(folder.resolve("db"));
    service = new TestService(database, folder.resolve("state"));
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void whatWasPushedIsTrusted() throws Exception {
    MeasuredImage image = pushed();
    VerifyRequest request = request(service.clock, image);

    VerifyAnswer answer = service.verification.answer(HOST, request);

    VerifyAnswer.Checked checked =
        answer.check(
            request, HOST, service.keys.trusted(), service.clock.instant(), TestService.SKEW);
    assertThat(checked.verdict().outcome()).isEqualTo(Outcome.TRUSTED);
    assertThat(checked.baseline().manifests()).containsExactly(IMAGE.digest());
    assertThat(checked.baseline().reference()).isEqualTo(TestService.message(IMAGE).reference());
  }

  @Test
  void aHostThatHasTheBaselineDoesNotGetItAgain() throws Exception {
    MeasuredImage image = pushed();
    VerifyAnswer first = service.verification.answer(HOST, request(service.clock, image));
    VerifyRequest again =
        new VerifyRequest(
            Nonce.random(),
            service.clock.instant(),
            image.imageId(),
            image,
            List.of(),
            "docker",
            first.baseline().statement());

    VerifyAnswer answer = service.verification.answer(HOST, again);

    assertThat(answer.baseline()).isNull();
    answer.check(again, HOST, service.keys.trusted(), service.clock.instant(), TestService.SKEW);
  }

  @Test
  void aChangedLayerIsNamedAndAlerted() throws Exception {
    MeasuredImage image = pushed();

    Verdict verdict = judged(HOST, request(service.clock, tampered(image, 1)));

    assertThat(verdict.outcome()).isEqualTo(Outcome.TAMPERED);
    assertThat(verdict.breaches()).singleElement().extracting(Breach::layer).isEqualTo(1);
    assertThat(service.alerts.pending(10))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(AlertMessage.TRUST_TAMPERED);
              assertThat(alert.image()).isEqualTo(IMAGE.digest());
              assertThat(alert.evidence())
                  .containsEntry("host", "node-7")
                  .containsEntry("layer", "1")
                  .containsEntry("expected", image.layers().get(1).files().hex());
            });
  }

  @Test
  void anotherConfigurationOrAMissingLayerIsTampered() throws Exception {
    MeasuredImage image = pushed();
    MeasuredImage other = image(CraftedImage.of(IMAGE.layers().getFirst()));
    VerifyRequest request =
        new VerifyRequest(
            Nonce.random(),
            service.clock.instant(),
            image.imageId(),
            other,
            List.of(),
            "docker",
            null);

    assertThat(judged(HOST, request).outcome()).isEqualTo(Outcome.TAMPERED);
  }

  @Test
  void whatTheHostFoundByItselfIsTamperedWithEveryLayerInOrder() throws Exception {
    MeasuredImage image = pushed();
    Breach redirected =
        new Breach("SHORT_LINK", 0, null, null, null, null, "l/AB leads to another directory");

    assertThat(judged(HOST, with(image, redirected)).outcome()).isEqualTo(Outcome.TAMPERED);
    service.push(CraftedImage.of(CraftedImage.Layer.plain(new TarWriter().file("x").bytes())));
    MeasuredImage unknown = image(CraftedImage.of(IMAGE.layers().get(1)));
    assertThat(judged(HOST, with(unknown, redirected)).outcome()).isEqualTo(Outcome.TAMPERED);
  }

  @Test
  void whatWasNeverPushedIsUnknown() throws Exception {
    MeasuredImage image = image(IMAGE);

    Verdict verdict = judged(HOST, request(service.clock, image));

    assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(verdict.baseline()).isNull();
  }

  @Test
  void whatCouldNotBeMeasuredIsUnknownAndSaysWhy() throws Exception {
    MeasuredImage image = image(IMAGE);
    service.baselineStore.failed(image.imageId(), IMAGE.digest(), "layer.malformed: bad tar");

    Verdict verdict = judged(HOST, request(service.clock, image));

    assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(verdict.reason()).contains("layer.malformed");
  }

  @Test
  void aBaselineWhoseTimeIsOverIsStaleUntilItIsMadeAnew() throws Exception {
    service =
        new TestService(
            database, folder.resolve("state"), List.of(), Optional.of(Duration.ofDays(1)));
    MeasuredImage image = pushed();
    service.clock.advance(Duration.ofDays(1));

    assertThat(judged(HOST, request(service.clock, image)).outcome()).isEqualTo(Outcome.STALE);
    assertThat(judged(HOST, request(service.clock, tampered(image, 0))).outcome())
        .isEqualTo(Outcome.TAMPERED);
    service.push(IMAGE);
    assertThat(judged(HOST, request(service.clock, image)).outcome()).isEqualTo(Outcome.TRUSTED);
  }

  @Test
  void eachLayerIsMeasuredOnceWhateverImagesHaveIt() throws Exception {
    service.push(IMAGE);
    service.push(IMAGE);
    service.push(
        CraftedImage.of(
            IMAGE.layers().getFirst(),
            CraftedImage.Layer.plain(new TarWriter().file("other").bytes())));

    assertThat(service.layersRead).hasValue(3);
  }

  @Test
  void aBuiltImageCountsOnItsHostOnlyAndTheFirstMeasurementStays() throws Exception {
    MeasuredImage image = image(IMAGE);

    ReportAnswer answer = service.reports.take(BUILDER, built(image));

    assertThat(service.keys.trusted().baseline(answer.baseline()).origin())
        .isEqualTo(Baseline.Origin.HOST);
    assertThat(judged(BUILDER, request(service.clock, image)).outcome()).isEqualTo(Outcome.TRUSTED);
    assertThat(judged(HOST, request(service.clock, image)).outcome()).isEqualTo(Outcome.UNKNOWN);
    service.reports.take(BUILDER, built(tampered(image, 0)));
    assertThat(judged(BUILDER, request(service.clock, tampered(image, 0))).outcome())
        .isEqualTo(Outcome.TAMPERED);
  }

  @Test
  void aHostThatMayNotBuildGetsNoBaseline() throws Exception {
    MeasuredImage image = image(IMAGE);

    assertThat(service.reports.take(HOST, built(image)).baseline()).isNull();
    assertThat(judged(HOST, request(service.clock, image)).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void theSameReportCountsOnce() throws Exception {
    MeasurementReport report = built(image(IMAGE));

    assertThat(service.reports.take(HOST, report).repeated()).isFalse();
    assertThat(service.reports.take(HOST, report).repeated()).isTrue();
    assertThat(service.history.of(HOST, report.imageId(), 10)).hasSize(1);
  }

  @Test
  void theHistoryCountsWhatIsTheSameAndShowsWhatChanged() throws Exception {
    MeasuredImage image = pushed();
    judged(HOST, request(service.clock, image));
    judged(HOST, request(service.clock, image));
    service.memory.flush();
    service.clock.advance(Duration.ofSeconds(5));
    judged(HOST, request(service.clock, image));
    service.memory.flush();
    service.clock.advance(Duration.ofSeconds(5));
    judged(HOST, request(service.clock, tampered(image, 0)));
    service.memory.flush();

    List<HistoryEntry> history = service.history.of(HOST, image.imageId(), 10);
    assertThat(history)
        .extracting(HistoryEntry::outcome)
        .containsExactly(Outcome.TAMPERED, Outcome.TRUSTED);
    assertThat(history.get(1).times()).isEqualTo(3);
    assertThat(history.get(1).until()).isAfter(history.get(1).at());
  }

  @Test
  void anAlertIsToldOnceAndAgainWhenTheImageWasInOrderInBetween() throws Exception {
    MeasuredImage image = pushed();
    judged(HOST, request(service.clock, tampered(image, 0)));
    service.alerts.told(service.alerts.pending(10));
    judged(HOST, request(service.clock, tampered(image, 0)));
    assertThat(service.alerts.pending(10)).as("told once").isEmpty();

    judged(HOST, request(service.clock, image));
    service.memory.flush();
    assertThat(service.alerts.pending(10)).as("nothing is over by itself").isEmpty();
    judged(HOST, request(service.clock, tampered(image, 0)));
    assertThat(service.alerts.pending(10)).hasSize(1);
  }

  @Test
  void theFileThatAHostNamesIsInTheAlert() throws Exception {
    MeasuredImage image = pushed();
    judged(HOST, request(service.clock, tampered(image, 0)));
    Digest diffId = image.layers().getFirst().diffId();

    new io.mdis.trust.alert.Tampering(
            service.alerts, service.audit, service.baselines, service.clock)
        .reported(
            HOST,
            new AlertReport(
                service.clock.instant(),
                image.imageId(),
                List.of("app:1"),
                "web",
                List.of(new Breach("FILES", 0, diffId, "bin/sh", "0755", "4755", "mode changed"))));
    judged(HOST, request(service.clock, tampered(image, 0)));

    assertThat(service.alerts.pending(10))
        .singleElement()
        .satisfies(
            alert ->
                assertThat(alert.evidence())
                    .containsEntry("path", "bin/sh")
                    .containsEntry("found", "4755")
                    .containsEntry("container", "web"));
  }

  private MeasuredImage pushed() throws Exception {
    service.push(IMAGE);
    return image(IMAGE);
  }

  /** What a host with exactly this image measures. */
  private MeasuredImage image(CraftedImage crafted) throws Exception {
    try (TestDatabase other = new TestDatabase(folder.resolve("db-" + UUID.randomUUID()))) {
      TestService elsewhere = new TestService(other, folder.resolve("state-" + UUID.randomUUID()));
      elsewhere.push(crafted);
      return elsewhere
          .baselines
          .find(CraftedImage.digest(crafted.config()), null)
          .orElseThrow()
          .baseline()
          .image();
    }
  }

  private VerifyRequest with(MeasuredImage image, Breach breach) {
    return new VerifyRequest(
        Nonce.random(),
        service.clock.instant(),
        image.imageId(),
        image,
        List.of(breach),
        "docker",
        null);
  }

  private MeasurementReport built(MeasuredImage image) {
    return new MeasurementReport(
        UUID.randomUUID().toString(),
        MeasurementReport.Occasion.BUILD,
        service.clock.instant(),
        image.imageId(),
        image,
        null,
        List.of("local/app:1"),
        "docker",
        List.of(),
        null);
  }

  private Verdict judged(HostName host, VerifyRequest request) throws Exception {
    VerifyAnswer answer = service.verification.answer(host, request);
    return service.keys.trusted().verdict(answer.verdict());
  }
}
