package io.mdis.agent.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.agent.disk.BoundedFile;
import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.measurement.docker.DockerLayerDb;
import io.mdis.measurement.docker.HostImage;
import io.mdis.measurement.docker.HostImageMeasurement;
import io.mdis.measurement.host.TreeSource;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Docker's own image store with the graph driver overlay2. */
record DockerStore(Path root, EngineMounts mounts) implements ImageStore {
  private static final System.Logger LOG = System.getLogger(DockerStore.class.getName());
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
      for (Map.Entry<String, JsonNode> name : repository.properties()) {
        List<String> names = images.get(imageId(name));
        if (names != null) {
          names.add(name.getKey());
        }
      }
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
  public boolean hasLayer(String cacheId) {
    return Files.exists(root.resolve("overlay2").resolve(cacheId), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public List<String> containers() throws IOException {
    return new DockerContainers(root).ids();
  }

  @Override
  public Optional<StoredContainer> container(String id) throws IOException {
    return new DockerContainers(root).find(id);
  }

  /** Null for what is no image ID: Docker has no image of that name either. */
  private static Digest imageId(Map.Entry<String, JsonNode> name) {
    try {
      return BoundedJson.digest(name.getValue(), "repositories.json, " + name.getKey());
    } catch (ImageException e) {
      LOG.log(Level.WARNING, "a name of an image is left out: " + e.getMessage());
      return null;
    }
  }
}
