package io.mdis.agent.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Digest;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.measurement.docker.DockerLayerDb;
import io.mdis.measurement.docker.HostImage;
import io.mdis.measurement.docker.HostImageMeasurement;
import io.mdis.measurement.host.TreeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Docker's own image store with the graph driver overlay2. */
final class DockerStore implements ImageStore {
  private static final int MAX_REPOSITORIES = 8 << 20;

  private final Path root;
  private final DockerLayerDb db;
  private final EngineMounts mounts;

  /** Opens it; throws UNSUPPORTED_STORE when Docker keeps its images in another way. */
  DockerStore(Path root, EngineMounts mounts) throws IOException {
    this.root = root;
    this.db = DockerLayerDb.open(root);
    this.mounts = mounts;
  }

  @Override
  public String description() {
    return "Docker, overlay2";
  }

  @Override
  public Map<Digest, List<String>> images() throws IOException {
    Map<Digest, List<String>> images = new LinkedHashMap<>();
    db.images().forEach(id -> images.put(id, new ArrayList<>()));
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(root.resolve("image/overlay2/repositories.json"));
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
    return new HostImageMeasurement(db, files).measure(imageId, mounts.now(), lists);
  }

  @Override
  public void close() {
    db.close();
  }
}
