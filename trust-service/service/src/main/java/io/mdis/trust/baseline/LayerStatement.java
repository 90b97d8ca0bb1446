package io.mdis.trust.baseline;

import io.mdis.contracts.Digest;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.tar.TarMeasure;
import io.mdis.trust.protocol.Baseline;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What was measured of a layer's tar: a signed statement, because every image with that layer rests
 * on it.
 *
 * @param diffId digest of the tar
 * @param form of the measurement
 * @param files LTD1
 * @param directories LDD1 of its root
 * @param entries counted in it
 * @param loadable whether Docker loads it
 * @param remarks kind and path of what is odd
 * @param measuredAt when
 */
public record LayerStatement(
    Digest diffId,
    String form,
    Sha384 files,
    Sha384 directories,
    long entries,
    boolean loadable,
    List<Remark> remarks,
    Instant measuredAt) {

  /**
   * Something odd.
   *
   * @param kind such as {@code OVERLAY_ATTRIBUTE}
   * @param path where
   */
  public record Remark(String kind, String path) {}

  /** The remarks are kept as they are. */
  public LayerStatement {
    Objects.requireNonNull(diffId, "diffId");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(directories, "directories");
    Objects.requireNonNull(measuredAt, "measuredAt");
    remarks = List.copyOf(remarks);
  }

  static LayerStatement of(TarMeasure measure, Instant now) {
    return new LayerStatement(
        measure.diffId(),
        Baseline.FORM,
        measure.manifest().files(),
        measure.manifest().directories(),
        measure.manifest().entries(),
        measure.loadable(),
        measure.remarks().stream()
            .map(remark -> new Remark(remark.kind().name(), remark.path().toString()))
            .toList(),
        now);
  }
}
