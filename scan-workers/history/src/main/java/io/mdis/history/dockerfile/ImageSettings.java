package io.mdis.history.dockerfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a container of the image runs (OCI image specification, "Image Configuration", config, and
 * Docker's additions to it).
 *
 * @param user that it runs as; empty for root
 * @param env variables in the order given
 * @param ports such as {@code 80/tcp}
 * @param entrypoint words; empty when there is none
 * @param command words after the entry point; empty when there are none
 * @param volumes paths
 * @param workingDirectory empty when there is none
 * @param labels by name
 * @param stopSignal empty when there is none
 * @param shell that RUN used last, words; empty for the default
 * @param healthcheck empty when there is none
 * @param onBuild instructions for images built upon this one
 */
public record ImageSettings(
    String user,
    Map<String, String> env,
    List<String> ports,
    List<String> entrypoint,
    List<String> command,
    List<String> volumes,
    String workingDirectory,
    Map<String, String> labels,
    String stopSignal,
    List<String> shell,
    Optional<Healthcheck> healthcheck,
    List<String> onBuild) {

  /** The lists and maps are copied, with their order. */
  public ImageSettings {
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    ports = List.copyOf(ports);
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    volumes = List.copyOf(volumes);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    shell = List.copyOf(shell);
    onBuild = List.copyOf(onBuild);
  }
}
