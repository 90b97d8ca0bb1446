package io.mdis.agent.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.agent.disk.BoundedFile;
import io.mdis.contracts.Digest;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.docker.ContainersStorage;
import io.mdis.measurement.docker.HostImage;
import io.mdis.measurement.docker.HostImageMeasurement;
import io.mdis.measurement.docker.MountTable;
import io.mdis.measurement.host.TreeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The store of podman, buildah and CRI-O with its driver overlay. */
record ContainersStore(Path root) implements ImageStore {
  private static final String ID = "[0-9a-f]{64}";
  private static final String CONTAINERS = "overlay-containers/containers.json";
  private static final int MAX_LIST = 8 << 20;

  @Override
  public String description() {
    return "containers-storage, overlay";
  }

  @Override
  public Map<Digest, List<String>> images() throws IOException {
    Map<Digest, List<String>> images = new LinkedHashMap<>();
    try (ContainersStorage storage = ContainersStorage.open(root)) {
      storage.images().forEach(id -> images.put(id, new ArrayList<>()));
    }
    for (JsonNode image : list("overlay-images/images.json")) {
      String id = BoundedJson.text(image, "id");
      List<String> names = id.matches(ID) ? images.get(Digest.sha256(id)) : null;
      if (names != null) {
        image.path("names").forEach(name -> names.add(name.asText()));
      }
    }
    return images;
  }

  @Override
  public HostImage measure(Digest imageId, TreeSource files, Path lists) throws IOException {
    try (ContainersStorage storage = ContainersStorage.open(root)) {
      return new HostImageMeasurement(storage, files).measure(imageId, MountTable.ofSelf(), lists);
    }
  }

  @Override
  public boolean hasLayer(String cacheId) {
    return Files.exists(root.resolve("overlay").resolve(cacheId), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public List<String> containers() throws IOException {
    return stored().stream().map(one -> BoundedJson.text(one, "id")).toList();
  }

  @Override
  public Optional<StoredContainer> container(String id) throws IOException {
    for (JsonNode one : stored()) {
      if (BoundedJson.text(one, "id").equals(id)) {
        String image = BoundedJson.text(one, "image");
        if (!image.matches(ID)) {
          throw new MeasurementException(
              MeasurementProblem.MALFORMED_STORE,
              "container " + id + ": its image \"" + image + "\" is no image ID");
        }
        // No daemon of this store starts containers by itself; systemd does, through the runtime.
        return Optional.of(new StoredContainer(id, Digest.sha256(image), image, false));
      }
    }
    return Optional.empty();
  }

  private List<JsonNode> stored() throws IOException {
    List<JsonNode> found = new ArrayList<>();
    if (Files.exists(root.resolve(CONTAINERS))) {
      list(CONTAINERS).forEach(found::add);
    }
    return found;
  }

  private JsonNode list(String file) throws IOException {
    return BoundedJson.any(BoundedFile.read(root.resolve(file), MAX_LIST), MAX_LIST, file);
  }
}
