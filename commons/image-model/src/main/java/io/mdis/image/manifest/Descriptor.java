package io.mdis.image.manifest;

import io.mdis.contracts.Digest;

/**
 * Points at a blob or a manifest (OCI image specification, "Descriptor").
 *
 * @param mediaType as written
 * @param digest of the bytes pointed at
 * @param size bytes, never negative
 */
public record Descriptor(String mediaType, Digest digest, long size) {
  /** Whether it is a layer that the registry doesn't have to hold (foreign, nondistributable). */
  public boolean foreign() {
    return mediaType.contains(".foreign.") || mediaType.contains(".nondistributable.");
  }
}
