package io.mdis.measurement.docker;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.manifest.ImageConfig;
import io.mdis.image.tar.ByteString;
import io.mdis.measurement.ImageMeasurement;
import io.mdis.measurement.LayerMeasurement;
import io.mdis.measurement.LayerMetadata;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.host.TreeMeasure;
import io.mdis.measurement.host.TreeSource;
import io.mdis.measurement.posix.PosixException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Measures an image in a host's store: every layer's files, and how they hang together. */
public final class HostImageMeasurement {
  private final OverlayStore store;
  private final TreeSource files;

  /** Of a store that stays open. */
  public HostImageMeasurement(OverlayStore store, TreeSource files) {
    this.store = store;
    this.files = files;
  }

  /**
   * Measures it whole. Throws NO_SUCH_IMAGE, MALFORMED_STORE, CHANGED_WHILE_READ, HOST or LIMIT.
   *
   * @param mounts those of the engine's process
   * @param manifests existing folder; the list of layer n goes to {@code layer-n}
   */
  public HostImage measure(Digest imageId, MountTable mounts, Path manifests) throws IOException {
    byte[] config = store.config(imageId);
    Digest computed = sha256(config);
    LayerStructure structure = new LayerStructure(store, mounts);
    if (!computed.equals(imageId)) {
      structure.breach(
          Check.IMAGE_CONFIG, Breach.IMAGE, "the configuration of " + imageId + " is " + computed);
    }
    List<HostLayer> layers = new ArrayList<>();
    try {
      List<LayerMetadata> chain = LayerMetadata.chain(ImageConfig.parse(config).diffIds());
      List<LayerRecord> records = store.layers(imageId, chain);
      for (int i = 0; i < chain.size(); i++) {
        layers.add(
            measure(i, structure.check(i, chain.get(i), records.get(i)), structure, manifests));
      }
    } catch (ImageException e) {
      throw new MeasurementException(
          MeasurementProblem.MALFORMED_STORE,
          "configuration of " + imageId + ": " + e.getMessage(),
          e);
    } catch (PosixException e) {
      throw new MeasurementException(MeasurementProblem.HOST, e.getMessage(), e);
    }
    List<LayerMeasurement> measured = layers.stream().map(HostLayer::measurement).toList();
    return new HostImage(new ImageMeasurement(computed, measured), layers, structure.breaches());
  }

  private HostLayer measure(
      int number, LayerStructure.Layer layer, LayerStructure structure, Path manifests)
      throws IOException {
    String cacheId = layer.record().cacheId();
    ByteString diff = store.root().path(store.driver() + "/" + cacheId + "/diff");
    TreeMeasure tree = files.measure(diff, manifests.resolve("layer-" + number));
    structure.checkRoot(number, tree.root());
    tree.mounted()
        .forEach(path -> structure.breach(Check.MOUNT, number, path + " is a mount point"));
    tree.linkedOutside()
        .forEach(
            path ->
                structure.breach(
                    Check.OUTSIDE_LINK, number, path + " has a name outside of the layer"));
    HostPin pin =
        new HostPin(
            cacheId,
            layer.record().size(),
            layer.link(),
            layer.shortLink(),
            layer.lower(),
            LayerStructure.describe(tree.root()),
            tree.overlay(),
            layer.mounts());
    LayerMeasurement measurement =
        new LayerMeasurement(
            layer.metadata(),
            tree.manifest().files(),
            tree.manifest().directories(),
            tree.manifest().entries());
    return new HostLayer(measurement, pin, tree);
  }

  private static Digest sha256(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Digest.sha256(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
