package io.mdis.report.alert;

import static io.mdis.report.alert.AlertMessages.TIME;
import static io.mdis.report.alert.AlertMessages.found;
import static io.mdis.report.alert.AlertMessages.gone;
import static io.mdis.report.alert.AlertMessages.tampered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.MongoClient;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.mdis.report.query.PageQuery;
import io.mdis.report.query.ReportProblem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class AlertsTest {
  private static final Digest IMAGE = Seed.digest(1);
  private static final String FLAW = "CVE-2026-1";

  @Inject MongoClient client;
  @Inject Alerts alerts;

  @BeforeEach
  void empty() {
    new Seed(client.getDatabase("mdis")).clear();
  }

  @Test
  void anAlertThatComesTwiceIsOne() {
    Alert first = alerts.take(found(IMAGE, FLAW, Severity.HIGH, TIME));
    alerts.acknowledge(first.id(), "ann", "known");
    alerts.take(found(IMAGE, FLAW, Severity.HIGH, TIME));
    assertThat(alerts.find(first.id()).state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(alerts.open(10)).isZero();
  }

  @Test
  void isClosedWhenTheFlawIsGoneAlsoIfThatIsToldFirst() {
    Alert before = alerts.take(found(IMAGE, FLAW, Severity.HIGH, TIME));
    alerts.take(gone(IMAGE, FLAW, TIME.plusSeconds(60)));
    alerts.take(gone(IMAGE, "CVE-2026-2", TIME.plusSeconds(60)));
    Alert after = alerts.take(found(IMAGE, "CVE-2026-2", Severity.HIGH, TIME));
    Alert other = alerts.take(found(IMAGE, "CVE-2026-3", Severity.HIGH, TIME));
    for (Alert over : List.of(before, after)) {
      Alert kept = alerts.find(over.id());
      assertThat(kept.state()).isEqualTo(AlertState.CLOSED);
      assertThat(kept.closedReason()).contains("advisory.withdrawn");
      assertThat(kept.closedAt()).contains(TIME.plusSeconds(60));
    }
    assertThat(alerts.find(other.id()).state()).isEqualTo(AlertState.OPEN);
  }

  @Test
  void isOpenAgainWhenTheSameFlawComesBack() {
    Alert first = alerts.take(found(IMAGE, FLAW, Severity.HIGH, TIME));
    alerts.acknowledge(first.id(), "ann", "known");
    alerts.take(gone(IMAGE, FLAW, TIME.plusSeconds(60)));
    alerts.take(found(IMAGE, FLAW, Severity.HIGH, TIME)); // a repetition, not news
    assertThat(alerts.find(first.id()).state()).isEqualTo(AlertState.CLOSED);
    alerts.take(found(IMAGE, FLAW, Severity.HIGH, TIME.plusSeconds(120)));
    Alert again = alerts.find(first.id());
    assertThat(again.state()).isEqualTo(AlertState.OPEN);
    assertThat(again.acknowledgement()).isEmpty();
    alerts.take(gone(IMAGE, FLAW, TIME.plusSeconds(60))); // overtaken
    assertThat(alerts.find(first.id()).state()).isEqualTo(AlertState.OPEN);
    alerts.take(gone(IMAGE, FLAW, TIME.plusSeconds(180)));
    assertThat(alerts.find(first.id()).state()).isEqualTo(AlertState.CLOSED);
  }

  @Test
  void aTamperedImageStaysOpenUntilSomebodyAnswers() {
    Alert tampered = alerts.take(tampered(IMAGE, "host-a", TIME));
    alerts.take(gone(IMAGE, tampered.message().finding(), TIME.plusSeconds(60)));
    assertThat(alerts.find(tampered.id()).state()).isEqualTo(AlertState.OPEN);
    Alert answered = alerts.acknowledge(tampered.id(), "ann", " host rebuilt ");
    assertThat(answered.acknowledgement().orElseThrow().comment()).isEqualTo("host rebuilt");
    assertThat(answered.message().evidence()).containsEntry("host", "host-a");
    assertThat(alerts.standing(List.of(IMAGE)))
        .extracting(Alert::id)
        .containsExactly(tampered.id());
  }

  @Test
  void tamperingThatIsToldOfAgainIsOpenAgain() {
    Alert first = alerts.take(tampered(IMAGE, "host-a", TIME));
    alerts.acknowledge(first.id(), "ann", "host rebuilt");
    alerts.take(tampered(IMAGE, "host-a", TIME));
    assertThat(alerts.find(first.id()).state()).isEqualTo(AlertState.ACKNOWLEDGED);
    alerts.take(tampered(IMAGE, "host-a", TIME.plusSeconds(60)));
    assertThat(alerts.find(first.id()).state()).isEqualTo(AlertState.OPEN);
  }

  @Test
  void onlyAnOpenAlertIsAcknowledgedAndOnlyWithAComment() {
    Alert alert = alerts.take(found(IMAGE, FLAW, Severity.HIGH, TIME));
    for (String comment : new String[] {null, " ", "x".repeat(2_001)}) {
      assertThatThrownBy(() -> alerts.acknowledge(alert.id(), "ann", comment))
          .isInstanceOf(ReportProblem.class)
          .hasMessageContaining("comment");
    }
    alerts.acknowledge(alert.id(), "ann", "known");
    assertThatThrownBy(() -> alerts.acknowledge(alert.id(), "bob", "me too"))
        .hasMessageContaining("acknowledged by now");
    alerts.take(gone(IMAGE, FLAW, TIME.plusSeconds(60)));
    assertThat(alerts.log(Optional.of(alert.id()), new PageQuery(0, 10)).changes())
        .extracting(AlertChange::by, AlertChange::state, AlertChange::comment)
        .containsExactly(
            tuple("mdis", AlertState.CLOSED, "advisory.withdrawn"),
            tuple("ann", AlertState.ACKNOWLEDGED, "known"));
  }

  @Test
  void whatStandsBeginsWithTamperedImagesThenTheWorst() {
    alerts.take(found(IMAGE, "CVE-2026-1", Severity.LOW, TIME.plusSeconds(9)));
    alerts.take(found(IMAGE, "CVE-2026-2", Severity.CRITICAL, TIME));
    alerts.take(tampered(IMAGE, "host-a", TIME));
    alerts.take(found(Seed.digest(2), "CVE-2026-3", Severity.CRITICAL, TIME));
    assertThat(alerts.standing(List.of(IMAGE)))
        .extracting(alert -> alert.message().severity())
        .containsExactly(Severity.MEDIUM, Severity.CRITICAL, Severity.LOW);
  }

  @Test
  void whatIsTooLongIsCut() {
    AlertMessage unbounded =
        new AlertMessage(
            "x".repeat(100_000),
            AlertMessage.TRUST_TAMPERED,
            IMAGE,
            java.util.Collections.nCopies(1_000, "y".repeat(1_000)),
            "f",
            Severity.HIGH,
            "t".repeat(100_000),
            null,
            null,
            Instant.now(),
            Map.of("$odd.name", "v".repeat(100_000)));
    Alert kept = alerts.find(alerts.take(unbounded).id());
    assertThat(kept.message().references()).hasSize(50);
    assertThat(kept.message().title()).hasSize(2_001);
    assertThat(kept.message().evidence().get("$odd.name")).hasSize(2_001);
  }
}
