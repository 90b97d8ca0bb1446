package io.mdis.measurement.docker;

/**
 * What Docker's layer database says of a layer, as it stands there and unchecked.
 *
 * @param diff digest of the uncompressed tar
 * @param parent chain ID of the layer below; empty for a base layer
 * @param cacheId name of the layer's directory below {@code overlay2}
 * @param size bytes as Docker counts them
 */
record LayerRecord(String diff, String parent, String cacheId, String size) {}
