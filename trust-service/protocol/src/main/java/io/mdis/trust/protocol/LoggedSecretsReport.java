package io.mdis.trust.protocol;

import io.mdis.contracts.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A host tells which credentials a container of it printed. The same report may be sent again.
 *
 * @param at when they were found, by the host's clock
 * @param imageId of the container's image
 * @param references of the image on the host
 * @param container its whole id
 * @param secrets 1 to {@link LoggedSecret#MOST}
 */
public record LoggedSecretsReport(
    Instant at,
    Digest imageId,
    List<String> references,
    String container,
    List<LoggedSecret> secrets) {

  /** Checks it. */
  public LoggedSecretsReport {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(imageId, "imageId");
    references = MeasurementReport.references(references);
    if (container == null || !container.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a container's id has 64 hexadecimal digits");
    }
    secrets = secrets == null ? List.of() : List.copyOf(secrets);
    if (secrets.isEmpty() || secrets.size() > LoggedSecret.MOST) {
      throw new IllegalArgumentException("a report has 1 to " + LoggedSecret.MOST + " secrets");
    }
  }
}
