package io.mdis.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResultMessage;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SuppressWarnings("EnumOrdinal") // the collection documents the rank as the ordinal
class OverviewTest {
  private static final Digest IMAGE = Digest.sha256("a".repeat(64));
  private static final Instant TIME = Instant.parse("2026-11-01T10:00:00.123456Z");

  @Test
  void takesTheSameMessageTwiceWithoutChange() {
    ScanResultMessage message = message(TIME, ScanStatus.SUCCEEDED, Map.of(Severity.HIGH, 2));
    Overview once = Overview.empty(IMAGE).with(message);
    assertThat(once.with(message)).isEqualTo(once);
    assertThat(once.worstSeverityRank()).isEqualTo(Severity.HIGH.ordinal());
  }

  @Test
  void anOlderResultNeverReplacesANewerOne() {
    Overview newer = Overview.empty(IMAGE).with(message(TIME, ScanStatus.FAILED, Map.of()));
    Overview after = newer.with(message(TIME.minusMillis(1), ScanStatus.SUCCEEDED, Map.of()));
    assertThat(after).isEqualTo(newer);
    assertThat(after.dimensions().get("vulnerability").status()).isEqualTo(DimensionStatus.FAILED);
  }

  @Test
  void aNewerResultReplacesAnOlderOne() {
    Overview after =
        Overview.empty(IMAGE)
            .with(message(TIME, ScanStatus.SUCCEEDED, Map.of(Severity.CRITICAL, 1)))
            .with(message(TIME.plusSeconds(1), ScanStatus.SUCCEEDED, Map.of()));
    assertThat(after.worstSeverityRank()).isEqualTo(-1);
    assertThat(after.dimensions().get("vulnerability").clean()).isTrue();
  }

  @Test
  void keepsReasonsShort() {
    List<ScanReason> many = Collections.nCopies(100, new ScanReason("code", "m".repeat(9000)));
    Overview overview =
        Overview.empty(IMAGE)
            .with(
                new ScanResultMessage(
                    IMAGE, "vulnerability", ScanStatus.PARTIAL, many, Map.of(), "1", "r", TIME));
    List<ScanReason> kept = overview.dimensions().get("vulnerability").reasons();
    assertThat(kept).hasSize(5);
    assertThat(kept.getFirst().message()).hasSizeLessThan(600);
  }

  private static ScanResultMessage message(
      Instant finishedAt, ScanStatus status, Map<Severity, Integer> counts) {
    List<ScanReason> reasons =
        status == ScanStatus.SUCCEEDED ? List.of() : List.of(new ScanReason("code", "why"));
    return new ScanResultMessage(
        IMAGE, "vulnerability", status, reasons, counts, "1", "r", finishedAt);
  }
}
