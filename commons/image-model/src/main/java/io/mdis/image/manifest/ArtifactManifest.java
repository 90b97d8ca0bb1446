package io.mdis.image.manifest;

/**
 * A manifest that is no image: a signature, an attestation, an SBOM or another artefact.
 *
 * @param reason what says so, for a person
 */
public record ArtifactManifest(String reason) implements Manifest {}
