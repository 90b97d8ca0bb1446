package io.mdis.report.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.contracts.Severity;
import java.util.Comparator;

/**
 * A package that has a flaw.
 *
 * @param name of the package; the finding's path where it names none
 * @param installedVersion null when the finding names none
 * @param fixedVersion that mends it; null when none is known
 * @param status as the advisory says it, such as {@code fixed}; null when it says none
 * @param severity normalised
 * @param layer diffID of the layer that brought it; null when no single layer did
 * @param path file in the image that is the evidence; null when there is none
 * @param suppression why the finding is not counted; null when it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AffectedPackage(
    String name,
    String installedVersion,
    String fixedVersion,
    String status,
    Severity severity,
    Digest layer,
    String path,
    FindingSuppression suppression) {
  /** By name, then by version and place, so that the same packages always come alike. */
  public static final Comparator<AffectedPackage> ORDER =
      Comparator.comparing(AffectedPackage::name, nulls())
          .thenComparing(AffectedPackage::installedVersion, nulls())
          .thenComparing(AffectedPackage::path, nulls())
          .thenComparing(AffectedPackage::fixedVersion, nulls());

  /** What a finding says about a package. */
  public static AffectedPackage of(Finding finding) {
    return new AffectedPackage(
        finding.details().getOrDefault("package", finding.path()),
        finding.details().get("installedVersion"),
        finding.details().get("fixedVersion"),
        finding.details().get("status"),
        finding.severity(),
        finding.layer(),
        finding.path(),
        finding.suppression());
  }

  private static Comparator<String> nulls() {
    return Comparator.nullsFirst(Comparator.naturalOrder());
  }
}
