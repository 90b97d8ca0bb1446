package io.mdis.measurement.docker;

import io.mdis.contracts.Digest;
import io.mdis.image.manifest.ImageConfig;
import io.mdis.image.tar.ByteString;
import io.mdis.measurement.LayerMetadata;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.posix.OpenFile;
import io.mdis.measurement.posix.PosixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Docker's image store below its data root, for the graph driver overlay2: {@code
 * image/overlay2/imagedb} and {@code layerdb}, and {@code overlay2}. Nothing is written.
 */
public final class DockerLayerDb implements OverlayStore {
  private static final String DRIVER = "overlay2";

  private final StoreFolder root;

  private DockerLayerDb(StoreFolder root) {
    this.root = root;
  }

  /** Opens it; throws UNSUPPORTED_STORE when Docker keeps its images in another way. */
  public static DockerLayerDb open(Path dataRoot) throws IOException {
    ByteString path = ByteString.utf8(dataRoot.toRealPath().toString());
    if (!Files.isDirectory(dataRoot.resolve("image/overlay2/layerdb"))) {
      throw new MeasurementException(
          MeasurementProblem.UNSUPPORTED_STORE,
          dataRoot
              + " has no layer database of the graph driver overlay2: Docker uses another driver or"
              + " containerd's image store; trust is not measured");
    }
    return new DockerLayerDb(new StoreFolder(OpenFile.directory(path)));
  }

  @Override
  public List<Digest> images() throws IOException {
    List<Digest> ids = new ArrayList<>();
    try (StoreFolder folder = root.folder("image", DRIVER, "imagedb", "content", "sha256")) {
      folder
          .directory()
          .forEachName(
              name -> {
                if (name.toString().matches("[0-9a-f]{64}")) {
                  ids.add(Digest.sha256(name.toString()));
                }
              });
    }
    ids.sort(null);
    return ids;
  }

  @Override
  public List<LayerRecord> layers(Digest imageId, List<LayerMetadata> chain) throws IOException {
    List<LayerRecord> records = new ArrayList<>();
    for (LayerMetadata layer : chain) {
      records.add(layer(layer.chainId()));
    }
    return records;
  }

  @Override
  public String driver() {
    return DRIVER;
  }

  @Override
  public Set<String> rootStatus() {
    return Set.of("0755 0:0");
  }

  @Override
  public List<String> shared() {
    return List.of("image", "overlay2/l");
  }

  @Override
  public byte[] config(Digest imageId) throws IOException {
    try (StoreFolder folder =
        root.folder("image", DRIVER, "imagedb", "content", imageId.algorithm())) {
      return folder.bytes(imageId.hex(), ImageConfig.MAX_BYTES);
    } catch (PosixException e) {
      throw e.notFound()
          ? new MeasurementException(
              MeasurementProblem.NO_SUCH_IMAGE, "Docker has no image " + imageId, e)
          : e;
    }
  }

  /** What is recorded of a layer; throws MALFORMED_STORE. */
  LayerRecord layer(Digest chainId) throws IOException {
    try (StoreFolder folder = layerFolder(chainId)) {
      LayerRecord layer =
          new LayerRecord(
              folder.text("diff"),
              folder.textIfAny("parent"),
              folder.text("cache-id"),
              folder.text("size"));
      if (!layer.cacheId().matches("[0-9a-z]{1,128}")) {
        throw folder.malformed("cache-id", "is no name of a directory");
      }
      return layer;
    }
  }

  /** What Docker keeps of a layer's tar, compressed. */
  OpenFile tarSplit(Digest chainId) throws IOException {
    try (StoreFolder folder = layerFolder(chainId)) {
      return folder.file("tar-split.json.gz");
    }
  }

  @Override
  public StoreFolder root() {
    return root;
  }

  @Override
  public void close() {
    root.close();
  }

  private StoreFolder layerFolder(Digest chainId) throws IOException {
    try {
      return root.folder("image", DRIVER, "layerdb", chainId.algorithm(), chainId.hex());
    } catch (PosixException e) {
      throw e.notFound()
          ? new MeasurementException(
              MeasurementProblem.MALFORMED_STORE, "Docker has no layer " + chainId, e)
          : e;
    }
  }
}
