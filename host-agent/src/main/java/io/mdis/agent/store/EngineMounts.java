package io.mdis.agent.store;

import io.mdis.measurement.docker.MountTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Mount points as the engine's process sees them. From another mount namespace something that is
 * mounted over a layer would be overlooked.
 *
 * @param pidFile where the engine writes its process ID; null to take the agent's own mounts
 */
public record EngineMounts(Path pidFile) {
  private static final int MAX_PID = 16;

  /** The mounts now; the agent's own while the engine doesn't run. */
  public MountTable now() throws IOException {
    if (pidFile == null || !Files.exists(pidFile)) {
      return MountTable.ofSelf();
    }
    if (Files.size(pidFile) > MAX_PID) {
      throw new IOException(pidFile + " holds no process ID");
    }
    String pid = Files.readString(pidFile).strip();
    if (!pid.matches("[1-9][0-9]{0,9}")) {
      throw new IOException(pidFile + " holds no process ID");
    }
    Path process = Path.of("/proc", pid);
    return Files.exists(process) ? MountTable.of(Long.parseLong(pid)) : MountTable.ofSelf();
  }
}
