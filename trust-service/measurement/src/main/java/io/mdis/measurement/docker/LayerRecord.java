package io.mdis.measurement.docker;

/**
 * What a store says of a layer, as it stands there and unchecked.
 *
 * @param diff digest of the uncompressed tar
 * @param parent chain ID of the layer below; empty for a base layer
 * @param cacheId name of the layer's directory below {@code overlay2}
 * @param size bytes as Docker counts them
 */
public record LayerRecord(String diff, String parent, String cacheId, String size) {}
