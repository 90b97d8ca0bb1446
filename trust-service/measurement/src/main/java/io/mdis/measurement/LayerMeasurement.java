package io.mdis.measurement;

/**
 * What was measured of a layer, at the registry or on a host.
 *
 * @param metadata what describes it
 * @param files LTD1 of its files
 * @param directories root of the digests of its directories, see {@link
 *     io.mdis.measurement.tree.DirectoryDigests}
 * @param entries entries counted in LTD1
 */
public record LayerMeasurement(
    LayerMetadata metadata, Sha384 files, Sha384 directories, long entries) {

  /** T: the layer's trust value. */
  public Sha384 trust() {
    var hasher = Sha384.hasher();
    hasher.update(metadata.digest().bytes().toBytes());
    hasher.update(files.bytes().toBytes());
    return Sha384.of(hasher);
  }
}
