package io.mdis.image.manifest;

/** What a manifest's bytes turn out to be. */
public sealed interface Manifest permits ImageManifest, ImageIndex, ArtifactManifest {}
