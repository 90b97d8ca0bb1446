package io.mdis.trust.alert;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.trust.baseline.VerifiedBaselines;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.LoggedSecret;
import io.mdis.trust.protocol.LoggedSecretsReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes alerts of credentials that containers print: one for each of an image on a host. */
public final class LoggedSecrets {
  private final AlertStore alerts;
  private final VerifiedBaselines baselines;

  /** Over the alerts. */
  public LoggedSecrets(AlertStore alerts, VerifiedBaselines baselines) {
    this.alerts = alerts;
    this.baselines = baselines;
  }

  /** A host tells of a container. */
  public void reported(HostName host, LoggedSecretsReport report) throws IOException {
    Baseline baseline =
        baselines.on(host, report.imageId()).map(VerifiedBaselines.Known::baseline).orElse(null);
    List<String> references = new ArrayList<>(report.references());
    if (baseline != null
        && baseline.reference() != null
        && !references.contains(baseline.reference())) {
      references.addFirst(baseline.reference());
    }
    Digest image =
        baseline == null || baseline.manifests().isEmpty()
            ? report.imageId()
            : baseline.manifests().getLast();
    for (LoggedSecret secret : report.secrets()) {
      alerts.raise(message(host, image, references, report, secret), false);
    }
  }

  private static AlertMessage message(
      HostName host,
      Digest image,
      List<String> references,
      LoggedSecretsReport report,
      LoggedSecret secret) {
    String name = references.isEmpty() ? report.imageId().toString() : references.getFirst();
    return new AlertMessage(
        String.join(
            "|",
            AlertMessage.SECRET_LOGGED,
            report.imageId().toString(),
            host.value(),
            secret.rule() + ":" + secret.hash()),
        AlertMessage.SECRET_LOGGED,
        image,
        references,
        secret.rule(),
        secret.severity(),
        "A container of " + name + " on host " + host + " prints a credential: " + secret.title(),
        null,
        null,
        report.at(),
        evidence(host, report, secret));
  }

  /** Nothing of it changes when the same credential is printed again: it is told once. */
  private static Map<String, String> evidence(
      HostName host, LoggedSecretsReport report, LoggedSecret secret) {
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put(AlertStore.HOST, host.value());
    evidence.put("image", report.imageId().toString());
    evidence.put("value", secret.redacted());
    evidence.put("hash", secret.hash());
    return evidence;
  }
}
