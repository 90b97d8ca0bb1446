package io.mdis.trust.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.trust.TestDatabase;
import io.mdis.trust.TestService;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.LoggedSecret;
import io.mdis.trust.protocol.LoggedSecretsReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedSecretsTest {
  private static final HostName HOST = HostName.of("node-7.example");
  private static final Digest IMAGE = Digest.sha256("1".repeat(64));
  private static final String CONTAINER = "c".repeat(64);

  @TempDir Path folder;
  private TestDatabase database;
  private TestService service;
  private LoggedSecrets secrets;

  @BeforeEach
  void start() throws Exception {
    database = new TestDatabase(folder.resolve("db"));
    service = new TestService(database, folder.resolve("state"));
    secrets = new LoggedSecrets(service.alerts, service.baselines);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aCredentialIsToldOnceForAnImageOnAHost() throws Exception {
    secrets.reported(HOST, report("a"));
    service.alerts.told(service.alerts.pending(10));
    secrets.reported(HOST, report("a"));
    assertThat(service.alerts.pending(10)).isEmpty();
    secrets.reported(HostName.of("node-8.example"), report("a"));
    secrets.reported(HOST, report("b"));
    assertThat(service.alerts.pending(10))
        .hasSize(2)
        .allSatisfy(
            alert -> {
              assertThat(alert.kind()).isEqualTo(AlertMessage.SECRET_LOGGED);
              assertThat(alert.severity()).isEqualTo(Severity.HIGH);
              assertThat(alert.title()).contains("app:1", "prints a credential: Database URL");
              assertThat(alert.evidence()).containsEntry("value", "po…pp");
            });
  }

  @Test
  void anImageThatIsInOrderAgainStillPrintsWhatItPrinted() throws Exception {
    secrets.reported(HOST, report("a"));
    service.alerts.told(service.alerts.pending(10));
    service.alerts.restored(HOST, List.of(IMAGE), service.clock.instant());
    secrets.reported(HOST, report("a"));
    assertThat(service.alerts.pending(10)).isEmpty();
  }

  @Test
  void aReportIsBounded() {
    LoggedSecret secret = secret("a");
    assertThatThrownBy(
            () ->
                new LoggedSecretsReport(
                    service.clock.instant(),
                    IMAGE,
                    List.of(),
                    CONTAINER,
                    java.util.Collections.nCopies(LoggedSecret.MOST + 1, secret)))
        .hasMessageContaining("1 to 200 secrets");
    assertThatThrownBy(
            () -> new LoggedSecret("../x", "t", Severity.LOW, "r", secret.hash(), "", "stdout"))
        .hasMessageContaining("a rule's id");
    assertThatThrownBy(() -> new LoggedSecret("x", "t", Severity.LOW, "r", "plain", "", "stdout"))
        .hasMessageContaining("64 hexadecimal digits");
  }

  private LoggedSecretsReport report(String hash) {
    return new LoggedSecretsReport(
        service.clock.instant(), IMAGE, List.of("app:1"), CONTAINER, List.of(secret(hash)));
  }

  private static LoggedSecret secret(String hash) {
    return new LoggedSecret(
        "database-url", "Database URL", Severity.HIGH, "po…pp", hash.repeat(64), "", "stdout");
  }
}
