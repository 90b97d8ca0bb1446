package io.mdis.agent.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.agent.disk.BoundedFile;
import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Containers below Docker's data root, which can be read while Docker doesn't run. */
record DockerContainers(Path root) {
  private static final String ID = "[0-9a-f]{64}";
  private static final String CONFIG = "config.v2.json";
  private static final int MAX_BYTES = 4 << 20;

  /**
   * One; empty when there is none with this ID. MALFORMED_STORE when it can't be one, or be read.
   */
  Optional<StoredContainer> find(String id) throws IOException {
    if (!id.matches(ID)) {
      throw new MeasurementException(
          MeasurementProblem.MALFORMED_STORE, "\"" + id + "\" is no ID of a container");
    }
    Path folder = root.resolve("containers").resolve(id);
    try {
      JsonNode config = read(folder.resolve(CONFIG));
      JsonNode host = read(folder.resolve("hostconfig.json"));
      Digest image = BoundedJson.digest(config.path("Image"), "the image of it");
      String name = BoundedJson.text(config.path("Config"), "Image");
      return Optional.of(new StoredContainer(id, image, name, restarted(config, host)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (ImageException e) {
      throw new MeasurementException(
          MeasurementProblem.MALFORMED_STORE, "container " + id + ": " + e.getMessage(), e);
    }
  }

  /**
   * All that Docker may load when it comes up. It takes any name of a folder that its configuration
   * repeats; other folders are nothing to it.
   */
  List<String> ids() throws IOException {
    List<String> found = new ArrayList<>();
    if (!Files.isDirectory(root.resolve("containers"))) {
      return found;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root.resolve("containers"))) {
      for (Path folder : folders) {
        String name = folder.getFileName().toString();
        if (name.matches(ID) || Files.exists(folder.resolve(CONFIG))) {
          found.add(name);
        }
      }
    }
    return found;
  }

  /** As Docker decides it: whether it ran when Docker ended, or must always. */
  private static boolean restarted(JsonNode config, JsonNode host) {
    boolean ran = config.path("State").path("Running").asBoolean();
    boolean stopped = config.path("HasBeenManuallyStopped").asBoolean();
    return switch (BoundedJson.text(host.path("RestartPolicy"), "Name")) {
      case "", "no" -> false;
      case "always" -> true;
      case "unless-stopped" -> !stopped;
      default -> ran || !stopped;
    };
  }

  private static JsonNode read(Path file) throws IOException {
    return BoundedJson.object(BoundedFile.read(file, MAX_BYTES), MAX_BYTES, file.toString());
  }
}
