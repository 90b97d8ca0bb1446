package io.mdis.measurement.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Digest;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.image.manifest.ImageConfig;
import io.mdis.image.tar.ByteString;
import io.mdis.measurement.LayerMetadata;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.posix.OpenFile;
import io.mdis.measurement.posix.PosixException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The store of podman, buildah and CRI-O with its driver overlay (github.com/containers/storage):
 * {@code overlay-images/images.json}, {@code overlay-layers/layers.json}, and {@code overlay},
 * which is laid out as Docker's {@code overlay2}. Layers have names of their own, no chain IDs.
 */
public final class ContainersStorage implements OverlayStore {
  private static final int MAX_LIST = 8 << 20;
  private static final String DRIVER = "overlay";

  private final StoreFolder root;

  private ContainersStorage(StoreFolder root) {
    this.root = root;
  }

  /** Opens it; throws UNSUPPORTED_STORE when there is none with the driver overlay. */
  public static ContainersStorage open(Path storage) throws IOException {
    if (!Files.isDirectory(storage.resolve("overlay-layers"))) {
      throw new MeasurementException(
          MeasurementProblem.UNSUPPORTED_STORE,
          storage + " has no images of the driver overlay; trust is not measured");
    }
    ByteString path = ByteString.utf8(storage.toRealPath().toString());
    return new ContainersStorage(new StoreFolder(OpenFile.directory(path)));
  }

  @Override
  public List<Digest> images() throws IOException {
    List<Digest> ids = new ArrayList<>();
    for (JsonNode image : list("overlay-images", "images.json")) {
      String id = BoundedJson.text(image, "id");
      if (id.matches("[0-9a-f]{64}")) {
        ids.add(Digest.sha256(id));
      }
    }
    ids.sort(null);
    return ids;
  }

  @Override
  public byte[] config(Digest imageId) throws IOException {
    // What isn't a plain name is kept as "=" and base64 (makeBigDataBaseName in images.go).
    String name =
        "="
            + Base64.getEncoder()
                .encodeToString(imageId.toString().getBytes(StandardCharsets.US_ASCII));
    try (StoreFolder folder = root.folder("overlay-images", imageId.hex())) {
      return folder.bytes(name, ImageConfig.MAX_BYTES);
    } catch (PosixException e) {
      throw e.notFound() ? noSuchImage(imageId, e) : e;
    }
  }

  @Override
  public List<LayerRecord> layers(Digest imageId, List<LayerMetadata> chain) throws IOException {
    Map<String, JsonNode> all = new HashMap<>();
    list("overlay-layers", "layers.json").forEach(one -> all.put(BoundedJson.text(one, "id"), one));
    List<LayerRecord> records = new ArrayList<>();
    String id = top(imageId);
    for (LayerMetadata layer : chain.reversed()) {
      JsonNode stored = all.get(id);
      if (stored == null || !id.matches("[0-9a-f]{64}")) {
        throw malformed("layer \"" + id + "\" of image " + imageId + " isn't in layers.json");
      }
      records.addFirst(
          new LayerRecord(
              BoundedJson.text(stored, "diff-digest"),
              layer.parent() == null ? "" : layer.parent().toString(),
              id,
              stored.path("diff-size").asText()));
      id = BoundedJson.text(stored, "parent");
    }
    if (!id.isEmpty()) {
      throw malformed("image " + imageId + " has more layers than its configuration: " + id);
    }
    return records;
  }

  @Override
  public String driver() {
    return DRIVER;
  }

  @Override
  public Set<String> rootStatus() {
    return Set.of("0555 0:0", "0755 0:0"); // The first since version 1.24.
  }

  @Override
  public List<String> shared() {
    return List.of("overlay-images", "overlay-layers", "overlay/l");
  }

  @Override
  public StoreFolder root() {
    return root;
  }

  @Override
  public void close() {
    root.close();
  }

  private String top(Digest imageId) throws IOException {
    for (JsonNode image : list("overlay-images", "images.json")) {
      if (BoundedJson.text(image, "id").equals(imageId.hex())) {
        return BoundedJson.text(image, "layer");
      }
    }
    throw noSuchImage(imageId, null);
  }

  private JsonNode list(String folder, String file) throws IOException {
    try (StoreFolder in = root.folder(folder)) {
      return BoundedJson.any(in.bytes(file, MAX_LIST), MAX_LIST, file);
    }
  }

  private static MeasurementException noSuchImage(Digest imageId, PosixException cause) {
    return new MeasurementException(
        MeasurementProblem.NO_SUCH_IMAGE, "containers-storage has no image " + imageId, cause);
  }

  private static MeasurementException malformed(String what) {
    return new MeasurementException(MeasurementProblem.MALFORMED_STORE, what);
  }
}
