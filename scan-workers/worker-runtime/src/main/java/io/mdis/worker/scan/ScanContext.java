package io.mdis.worker.scan;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Platform;
import io.mdis.image.layer.Layer;
import io.mdis.image.view.ImageView;
import java.util.List;

/**
 * What a scanner is given.
 *
 * @param name what a person calls the image
 * @param image manifest digest
 * @param platform of the image
 * @param config image configuration as JSON
 * @param layers from the base upwards; empty when the scanner needs only the configuration
 * @param view merged file tree over the layers
 * @param layerResults remembers what depends on a layer alone
 */
@SuppressWarnings("ArrayRecordComponent") // Contexts are never compared; the bytes are only read.
public record ScanContext(
    String name,
    Digest image,
    Platform platform,
    byte[] config,
    List<Layer> layers,
    ImageView view,
    LayerResults layerResults) {}
