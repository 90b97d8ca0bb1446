package io.mdis.harbor.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanStatus;
import io.mdis.registries.loan.LentLogins;
import io.mdis.registries.loan.LoanKeys;
import io.mdis.registries.loan.LoanSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScanDeskTest {
  private static final Digest IMAGE = Digest.sha256("a".repeat(64));
  private static final Digest CONFIG = Digest.sha256("b".repeat(64));
  private static final Duration LIMIT = Duration.ofMinutes(60);
  private static final ScanRequest REQUEST =
      new ScanRequest(
          "harbor.example", "shop/api", "1.0", IMAGE, Optional.of("Basic cm9ib3Q6c2VjcmV0"));

  @TempDir Path folder;
  private final MemoryScans scans = new MemoryScans();
  private final MemoryLoans loans = new MemoryLoans();
  private final KnownImage image = new KnownImage();
  private final List<ImageEvent> published = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-01T09:00:00Z");
  private ScanOutlet outlet = published::add;
  private ScanDesk desk;

  @BeforeEach
  void open() throws IOException {
    Path key = folder.resolve("loan.key");
    Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
    desk =
        new ScanDesk(
            scans,
            image,
            new LentLogins(loans, Optional.of(new LoanSeal(LoanKeys.read(key))), () -> now),
            event -> outlet.publish(event),
            new ScanDesk.Rules(List.of("vulnerability", "malware", ScanDesk.TRUST), LIMIT),
            () -> now);
  }

  @Test
  void submitsTheImageByTheIdOfTheScan() throws IOException {
    String id = desk.take(REQUEST);
    ImageEvent event = published.getFirst();
    assertThat(event.id()).isEqualTo(id);
    assertThat(event.kind()).isEqualTo(ImageEvent.Kind.SUBMIT);
    assertThat(event.registry() + "/" + event.repository() + ":" + event.tag())
        .isEqualTo("harbor.example/shop/api:1.0");
    assertThat(event.digest()).isEqualTo(IMAGE);
    assertThat(event.toString()).doesNotContain("cm9ib3Q6c2VjcmV0");
    assertThat(loans.byEvent).containsOnlyKeys(id);
  }

  @Test
  void whatTheBrokerDidNotTakeLeavesNothing() {
    outlet =
        event -> {
          throw new IOException("away");
        };
    assertThatThrownBy(() -> desk.take(REQUEST)).isInstanceOf(IOException.class);
    assertThat(scans.byId).isEmpty();
    assertThat(loans.byEvent).isEmpty();
  }

  @Test
  void isUnknownWhenNobodyAskedForIt() {
    assertThat(desk.progress("x")).isEqualTo(new ScanProgress.Unknown());
  }

  @Test
  void runsUntilEverybodyIsDoneWithReadingAndForgetsTheLoginThen() throws IOException {
    String id = desk.take(REQUEST);
    // Earlier results don't count before the login of this request was shown to open the image.
    image.say("vulnerability", ScanStatus.SUCCEEDED, now);
    image.say("malware", ScanStatus.SUCCEEDED, now);
    image.measured = true;
    assertThat(desk.progress(id)).isEqualTo(new ScanProgress.Running());
    image.results.clear();
    image.measured = false;

    desk.resolved(id, CONFIG);
    assertThat(desk.progress(id)).isEqualTo(new ScanProgress.Running());
    image.say("vulnerability", ScanStatus.SUCCEEDED, now);
    assertThat(desk.progress(id)).isEqualTo(new ScanProgress.Running());
    image.say("malware", ScanStatus.FAILED, now);
    assertThat(desk.progress(id)).isEqualTo(new ScanProgress.Running());
    assertThat(loans.byEvent).containsOnlyKeys(id);

    image.measured = true;
    assertThat(desk.progress(id)).isInstanceOf(ScanProgress.Finished.class);
    assertThat(loans.byEvent).isEmpty();
  }

  @Test
  void aReportStaysAReport() throws IOException {
    String id = finished(ScanStatus.SUCCEEDED);
    assertThat(desk.progress(id)).isInstanceOf(ScanProgress.Finished.class);
    image.results.remove("malware");
    assertThat(desk.progress(id)).isInstanceOf(ScanProgress.Finished.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "SKIPPED"})
  void whatWasNotJudgedIsAnErrorAndNoCleanReport(ScanStatus status) throws IOException {
    ScanProgress progress = desk.progress(finished(status));
    assertThat(progress).isInstanceOf(ScanProgress.Failed.class);
    assertThat(((ScanProgress.Failed) progress).message())
        .contains("harbor.example/shop/api@sha256:", status.name(), "some.code", "what to do");
    assertThat(loans.byEvent).isEmpty();
  }

  @Test
  void whatWasJudgedInPartIsAReport() throws IOException {
    assertThat(desk.progress(finished(ScanStatus.PARTIAL)))
        .isInstanceOf(ScanProgress.Finished.class);
  }

  @Test
  void aFailureOfBeforeIsTriedAgain() throws IOException {
    image.say("vulnerability", ScanStatus.FAILED, now.minusSeconds(1));
    image.say("malware", ScanStatus.SUCCEEDED, now.minusSeconds(1));
    image.measured = true;
    String id = desk.take(REQUEST);
    desk.resolved(id, CONFIG);
    assertThat(desk.progress(id)).isEqualTo(new ScanProgress.Running());
    image.say("vulnerability", ScanStatus.SUCCEEDED, now);
    assertThat(desk.progress(id)).isInstanceOf(ScanProgress.Finished.class);
  }

  @Test
  void theSameImageAgainIsDoneAtOnceWhenItIsCurrent() throws IOException {
    finished(ScanStatus.SUCCEEDED);
    String again = desk.take(REQUEST);
    desk.resolved(again, CONFIG);
    assertThat(desk.progress(again)).isInstanceOf(ScanProgress.Finished.class);
  }

  @Test
  void anImageThatCannotBeReadIsAnError() throws IOException {
    String id = desk.take(REQUEST);
    image.rejections.put(id, "registry.unauthorized: no such robot");
    assertThat(desk.progress(id))
        .isEqualTo(
            new ScanProgress.Failed(
                "harbor.example/shop/api@" + IMAGE + ": registry.unauthorized: no such robot"));
    assertThat(loans.byEvent).isEmpty();
  }

  @Test
  void endsByItselfSinceHarborDoesNot() throws IOException {
    String unresolved = desk.take(REQUEST);
    String unscanned = desk.take(REQUEST);
    String scanned = desk.take(REQUEST);
    now = now.plus(LIMIT);
    assertThat(desk.progress(unresolved)).isInstanceOf(ScanProgress.Failed.class);
    desk.resolved(unscanned, CONFIG);
    assertThat(desk.progress(unscanned).toString())
        .contains("missing: vulnerability, malware, trust");
    image.say("vulnerability", ScanStatus.SUCCEEDED, now);
    desk.resolved(scanned, CONFIG);
    assertThat(desk.progress(scanned)).isInstanceOf(ScanProgress.Finished.class);
    assertThat(loans.byEvent).isEmpty();
  }

  private String finished(ScanStatus status) throws IOException {
    String id = desk.take(REQUEST);
    desk.resolved(id, CONFIG);
    image.say("vulnerability", status, now, new ScanReason("some.code", "what to do"));
    image.say("malware", ScanStatus.SUCCEEDED, now);
    image.measured = true;
    return id;
  }
}
