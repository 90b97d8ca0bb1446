package io.mdis.contracts;

/**
 * One layer of an image.
 *
 * @param digest digest of the blob as the registry stores it, compressed or not
 * @param diffId digest of the uncompressed tar (OCI image configuration, "rootfs.diff_ids")
 * @param mediaType media type as the manifest says
 * @param size bytes of the blob as stored
 */
public record LayerDescriptor(Digest digest, Digest diffId, String mediaType, long size) {}
