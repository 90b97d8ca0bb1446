package io.mdis.report.alert;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alerts as the services tell them. */
public final class AlertMessages {
  public static final Instant TIME = Instant.parse("2026-11-02T10:00:00Z");

  private AlertMessages() {}

  public static AlertMessage found(Digest image, String flaw, Severity severity, Instant at) {
    return message(AlertMessage.VULNERABILITY_NEW, image, flaw, severity, null, at, Map.of());
  }

  public static AlertMessage gone(Digest image, String flaw, Instant at) {
    return message(
        AlertMessage.VULNERABILITY_GONE,
        image,
        flaw,
        Severity.HIGH,
        "advisory.withdrawn",
        at,
        Map.of());
  }

  public static AlertMessage tampered(Digest image, String host, Instant at) {
    return message(
        AlertMessage.TRUST_TAMPERED,
        image,
        "usr/bin/<app>@" + host,
        Severity.MEDIUM,
        null,
        at,
        Map.of(
            "host", host, "path", "usr/bin/<app>", "expected", "sha384:aa", "found", "sha384:bb"));
  }

  private static AlertMessage message(
      String kind,
      Digest image,
      String finding,
      Severity severity,
      String reason,
      Instant at,
      Map<String, String> evidence) {
    return new AlertMessage(
        String.join("|", kind, image.toString(), finding, "r1"),
        kind,
        image,
        List.of("registry.example:5000/team/app:1.0"),
        finding,
        severity,
        "Title of " + finding,
        reason,
        "r1",
        at,
        evidence);
  }
}
