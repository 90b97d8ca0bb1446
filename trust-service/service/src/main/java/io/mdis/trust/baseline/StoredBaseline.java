package io.mdis.trust.baseline;

import io.mdis.trust.protocol.Envelope;

/**
 * What is stored of an image, which isn't believed yet.
 *
 * @param envelope signed; null when the image couldn't be measured
 * @param problem why it couldn't; null when it could
 */
public record StoredBaseline(Envelope envelope, String problem) {}
