package io.mdis.agent.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.agent.disk.BoundedFile;
import io.mdis.contracts.Digest;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.measurement.docker.DockerLayerDb;
import io.mdis.measurement.docker.HostImage;
import io.mdis.measurement.docker.HostImageMeasurement;
import io.mdis.measurement.host.TreeSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Docker's own image store with the graph driver overlay2. */
record DockerStore(Path root, EngineMounts mounts) implements ImageStore {
  private static final int MAX_REPOSITORIES = 8 << 20;

  @Override
  public String description() {
    return "Docker, overlay2";
  }

  @Override
  public Map<Digest, List<String>> images() throws IOException {
    Map<Digest, List<String>> images = new LinkedHashMap<>();
    try (DockerLayerDb db = DockerLayerDb.open(root)) {
      db.images().forEach(id -> images.put(id, new ArrayList<>()));
    }
    byte[] bytes;
    try {
      bytes = BoundedFile.read(root.resolve("image/overlay2/repositories.json"), MAX_REPOSITORIES);
    } catch (NoSuchFileException e) {
      return images;
    }
    JsonNode repositories =
        BoundedJson.object(bytes, MAX_REPOSITORIES, "repositories.json").path("Repositories");
    for (JsonNode repository : repositories) {
      repository
          .properties()
          .forEach(
              name -> {
                List<String> names = images.get(Digest.parse(name.getValue().asText()));
                if (names != null) {
                  names.add(name.getKey());
                }
              });
    }
    return images;
  }

  @Override
  public HostImage measure(Digest imageId, TreeSource files, Path lists) throws IOException {
    // Opened each time: the data root may be mounted anew under its name.
    try (DockerLayerDb db = DockerLayerDb.open(root)) {
      return new HostImageMeasurement(db, files).measure(imageId, mounts.now(), lists);
    }
  }

  @Override
  public List<StoredContainer> containers() throws IOException {
    return new DockerContainers(root).all();
  }

  @Override
  public Optional<StoredContainer> container(String id) throws IOException {
    return new DockerContainers(root).find(id);
  }
}
