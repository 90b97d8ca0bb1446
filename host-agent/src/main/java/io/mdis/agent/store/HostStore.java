package io.mdis.agent.store;

import io.mdis.agent.config.AgentConfig.EngineConfig;
import io.mdis.agent.engine.DockerEngine;
import io.mdis.agent.engine.EngineInfo;
import io.mdis.contracts.Digest;
import io.mdis.measurement.docker.HostImage;
import io.mdis.measurement.host.TreeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The store of this host's engine, found out when it is first asked for. Docker may be started
 * after the agent, so what can't be found out yet is tried again.
 */
public final class HostStore implements ImageStore {
  private final EngineConfig config;
  private final DockerEngine engine;
  private volatile ImageStore known;

  /** Asks an engine how it keeps its images. */
  public HostStore(EngineConfig config, DockerEngine engine) {
    this.config = config;
    this.engine = engine;
  }

  @Override
  public String description() {
    return store().description();
  }

  @Override
  public Map<Digest, List<String>> images() throws IOException {
    return store().images();
  }

  @Override
  public HostImage measure(Digest imageId, TreeSource files, Path lists) throws IOException {
    return store().measure(imageId, files, lists);
  }

  @Override
  public boolean hasLayer(String cacheId) throws IOException {
    return store().hasLayer(cacheId);
  }

  @Override
  public List<String> containers() throws IOException {
    return store().containers();
  }

  @Override
  public Optional<StoredContainer> container(String id) throws IOException {
    return store().container(id);
  }

  private ImageStore store() {
    ImageStore found = known;
    if (found == null) {
      found =
          switch (config.kind()) {
            case DOCKER -> docker();
            case CONTAINERS_STORAGE -> new ContainersStore(config.root());
            case CONTAINERD -> new UnsupportedStore("containerd's image store");
          };
    }
    return found;
  }

  private ImageStore docker() {
    DockerStore disk = new DockerStore(config.root(), new EngineMounts(config.pidFile()));
    EngineInfo info;
    try {
      info = engine.info();
    } catch (IOException e) {
      return disk; // The engine doesn't run: what is on the disk is all there is.
    }
    // A layer database may be left from before Docker's images moved into containerd's store.
    known =
        info.snapshotter() || !info.driver().equals("overlay2")
            ? new UnsupportedStore(
                info.snapshotter()
                    ? "Docker with containerd's image store (" + info.driver() + ")"
                    : "Docker's graph driver " + info.driver())
            : disk;
    return known;
  }

  /** Whether there is a store on the disk at all. */
  public boolean exists() {
    return Files.isDirectory(config.root());
  }
}
