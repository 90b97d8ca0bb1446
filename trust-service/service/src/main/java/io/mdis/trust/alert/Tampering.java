package io.mdis.trust.alert;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.trust.audit.AuditEntry;
import io.mdis.trust.audit.AuditLog;
import io.mdis.trust.baseline.VerifiedBaselines;
import io.mdis.trust.history.Event;
import io.mdis.trust.protocol.AlertReport;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Breach;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes alerts of what is found to be tampered with: one for each layer of an image on a host. */
public final class Tampering {
  private static final int LONGEST = 500;
  private static final int SHOWN_PATHS = 20;

  private final AlertStore alerts;
  private final AuditLog audit;
  private final VerifiedBaselines baselines;
  private final InstantSource clock;

  /** Over the alerts. */
  public Tampering(
      AlertStore alerts, AuditLog audit, VerifiedBaselines baselines, InstantSource clock) {
    this.alerts = alerts;
    this.audit = audit;
    this.baselines = baselines;
    this.clock = clock;
  }

  /** A TAMPERED verdict was given; a null baseline is none. */
  public void found(Verdict verdict, Baseline baseline) throws IOException {
    List<String> references =
        baseline == null || baseline.reference() == null
            ? List.of()
            : List.of(baseline.reference());
    raise(
        verdict.host(),
        verdict.imageId(),
        baseline,
        references,
        null,
        verdict.breaches(),
        verdict.time());
  }

  /** A host tells what exactly was tampered with. */
  public void reported(HostName host, AlertReport report) throws IOException {
    Baseline baseline =
        baselines.on(host, report.imageId()).map(VerifiedBaselines.Known::baseline).orElse(null);
    List<String> references = new ArrayList<>(report.references());
    if (baseline != null
        && baseline.reference() != null
        && !references.contains(baseline.reference())) {
      references.addFirst(baseline.reference());
    }
    raise(
        host,
        report.imageId(),
        baseline,
        references,
        report.container(),
        report.breaches(),
        report.at());
  }

  /** Verdicts by which images are in order again. */
  public void over(List<Event> events) throws IOException {
    Map<HostName, List<Digest>> trusted = new HashMap<>();
    for (Event event : events) {
      if (event.entry().outcome() == Verdict.Outcome.TRUSTED) {
        trusted.computeIfAbsent(event.host(), key -> new ArrayList<>()).add(event.imageId());
      }
    }
    for (Map.Entry<HostName, List<Digest>> one : trusted.entrySet()) {
      alerts.restored(one.getKey(), one.getValue(), clock.instant());
    }
  }

  private void raise(
      HostName host,
      Digest imageId,
      Baseline baseline,
      List<String> references,
      String container,
      List<Breach> breaches,
      Instant at)
      throws IOException {
    Map<Integer, List<Breach>> byLayer = new TreeMap<>();
    for (Breach breach : breaches) {
      byLayer.computeIfAbsent(breach.layer(), key -> new ArrayList<>()).add(breach);
    }
    for (Map.Entry<Integer, List<Breach>> layer : byLayer.entrySet()) {
      Breach shown =
          layer.getValue().stream()
              .filter(breach -> breach.path() != null)
              .findFirst()
              .orElse(layer.getValue().getFirst());
      String place = imageId + "|" + host + "|" + layer.getKey();
      AlertMessage message =
          new AlertMessage(
              AlertMessage.TRUST_TAMPERED + "|" + place,
              AlertMessage.TRUST_TAMPERED,
              baseline == null || baseline.manifests().isEmpty()
                  ? imageId
                  : baseline.manifests().getLast(),
              references,
              shown.check(),
              Severity.CRITICAL,
              title(host, imageId, references, shown),
              null,
              null,
              at,
              evidence(host, imageId, container, shown, layer.getValue()));
      if (alerts.raise(message, shown.path() != null)) {
        audit.add(AuditEntry.Kind.TAMPERED, host.value(), message.evidence());
      }
    }
  }

  private static String title(
      HostName host, Digest imageId, List<String> references, Breach shown) {
    String image = references.isEmpty() ? imageId.toString() : references.getFirst();
    return shortened(
        "Image "
            + image
            + " on host "
            + host
            + " was tampered with: "
            + (shown.path() == null ? "" : shown.path() + ": ")
            + shown.message());
  }

  private static Map<String, String> evidence(
      HostName host, Digest imageId, String container, Breach shown, List<Breach> all) {
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put(AlertStore.HOST, host.value());
    evidence.put(AlertStore.IMAGE_ID, imageId.toString());
    evidence.put("check", shown.check());
    evidence.put("breaches", Integer.toString(all.size()));
    if (shown.layer() != Breach.IMAGE) {
      evidence.put("layer", Integer.toString(shown.layer()));
    }
    put(evidence, "diffId", shown.diffId());
    put(evidence, "path", shown.path());
    put(evidence, "expected", shown.expected());
    put(evidence, "found", shown.found());
    put(evidence, "container", container);
    List<String> paths =
        all.stream()
            .map(Breach::path)
            .filter(path -> path != null)
            .distinct()
            .limit(SHOWN_PATHS)
            .toList();
    if (paths.size() > 1) {
      put(evidence, "paths", String.join("\n", paths));
    }
    return evidence;
  }

  private static void put(Map<String, String> evidence, String name, Object value) {
    if (value != null) {
      evidence.put(name, shortened(value.toString()));
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
