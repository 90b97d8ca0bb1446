package io.mdis.export;

import io.mdis.contracts.Digest;
import java.util.Optional;

/**
 * A package that is installed in an image.
 *
 * @param purl package URL; empty where the name makes none
 * @param type in a package URL, such as {@code deb}
 * @param name as its package database spells it
 * @param version as installed
 * @param arch such as {@code x86_64}; empty when not said
 * @param sourceName of the source package; the name when not said
 * @param layer diffID of the layer that brought it
 * @param path of the package database, or of the package's own file
 */
public record Component(
    Optional<String> purl,
    String type,
    String name,
    String version,
    String arch,
    String sourceName,
    Digest layer,
    String path) {}
