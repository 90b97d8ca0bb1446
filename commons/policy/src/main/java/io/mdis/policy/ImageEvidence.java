package io.mdis.policy;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.suppression.ImageName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that is known of an image and that a policy judges by.
 *
 * @param names it goes by
 * @param dimensions how each scan ended; one without a result is absent
 * @param findings of current results, suppressed ones too
 * @param base image that it was built on, {@code registry/repository[:tag][@digest]}; empty when
 *     not known
 * @param tampered where its bytes are not those that were measured, such as {@code node-7: bin/sh};
 *     empty when nothing is known of that
 */
public record ImageEvidence(
    List<ImageName> names,
    Map<String, DimensionState> dimensions,
    List<KnownFinding> findings,
    Optional<String> base,
    List<String> tampered) {

  /** Copies what it is given. */
  public ImageEvidence {
    names = List.copyOf(names);
    dimensions = Map.copyOf(dimensions);
    findings = List.copyOf(findings);
    tampered = List.copyOf(tampered);
  }

  /** Of an image that nothing is known of. */
  public static ImageEvidence none(List<ImageName> names) {
    return new ImageEvidence(names, Map.of(), List.of(), Optional.empty(), List.of());
  }

  /** Of an image that was just scanned for the first time, as at the command line. */
  public static ImageEvidence ofScan(List<ImageName> names, Collection<ScanResult> results) {
    Map<String, DimensionState> dimensions = new TreeMap<>();
    List<KnownFinding> findings = new ArrayList<>();
    Optional<String> base = Optional.empty();
    for (ScanResult result : results) {
      dimensions.put(result.dimension(), new DimensionState(result.status(), result.reasons()));
      for (Finding finding : result.findings()) {
        findings.add(KnownFinding.ofFirstScan(finding));
      }
      base = base.or(() -> Optional.ofNullable(result.facts().get("base")));
    }
    return new ImageEvidence(names, dimensions, findings, base, List.of());
  }
}
