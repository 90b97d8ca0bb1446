package io.mdis.agent.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mdis.agent.decision.Policy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * All settings of an agent, see docs/reference/host-agent.md.
 *
 * @param service address of the trust service
 * @param state folder for what the agent keeps
 * @param pluginSocket where the engine finds the authorization plugin
 * @param hookSocket where the runtime hook finds the agent
 * @param engine whose images are watched
 * @param identity files to use instead of an enrolment; may be null
 * @param policy which image is treated how
 * @param schedule when images are looked at without an occasion
 * @param outboxBytes room for reports while the service is away
 */
public record AgentConfig(
    URI service,
    Path state,
    Path pluginSocket,
    Path hookSocket,
    EngineConfig engine,
    IdentityFiles identity,
    Policy policy,
    ScheduleConfig schedule,
    long outboxBytes) {

  /**
   * An engine.
   *
   * @param kind which
   * @param socket of its API
   * @param root of its data
   * @param pidFile with its process ID; may be null
   * @param patience how long it may take to answer
   */
  public record EngineConfig(Kind kind, Path socket, Path root, Path pidFile, Duration patience) {

    /** Engines that are known by name. */
    public enum Kind {
      @JsonProperty("docker")
      DOCKER,
      /** podman, buildah and CRI-O. */
      @JsonProperty("containers-storage")
      CONTAINERS_STORAGE,
      @JsonProperty("containerd")
      CONTAINERD
    }
  }

  /**
   * When images are looked at.
   *
   * @param look how often the status of all files is compared
   * @param measure how often all files are read
   */
  public record ScheduleConfig(Duration look, Duration measure) {}

  /**
   * A certificate that somebody else renews, such as SPIFFE or a cluster's own authority.
   *
   * @param host its name, the subject of the certificate
   * @param certificate with those up to the root, PEM
   * @param key PKCS#8, PEM
   * @param authorities roots to trust, PEM
   * @param trustKeys JSON list of the service's public keys
   */
  public record IdentityFiles(
      String host, Path certificate, Path key, Path authorities, Path trustKeys) {}

  /** What has no default must be there. */
  public AgentConfig {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(policy, "policy");
  }
}
