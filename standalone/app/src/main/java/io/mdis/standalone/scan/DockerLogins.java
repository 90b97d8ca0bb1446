package io.mdis.standalone.scan;

import io.mdis.image.registry.DockerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Docker client's own logins: {@code DOCKER_CONFIG}, else {@code ~/.docker}. */
public final class DockerLogins {
  private DockerLogins() {}

  /** Logins of the user who started this process; none when there is no file. */
  public static DockerConfig ofUser() throws IOException {
    String folder = System.getenv("DOCKER_CONFIG");
    Path file =
        folder == null
            ? Path.of(System.getProperty("user.home"), ".docker", "config.json")
            : Path.of(folder, "config.json");
    return Files.isRegularFile(file) ? DockerConfig.read(file) : DockerConfig.empty();
  }
}
