package io.mdis.image.registry;

import io.mdis.contracts.Digest;

/**
 * A manifest that is not scanned as an image.
 *
 * @param digest of the manifest
 * @param reason for a person
 */
public record SkippedManifest(Digest digest, String reason) {}
