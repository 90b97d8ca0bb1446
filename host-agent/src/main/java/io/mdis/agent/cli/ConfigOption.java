package io.mdis.agent.cli;

import io.mdis.agent.config.AgentConfig;
import io.mdis.agent.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the configuration is. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration of the agent (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("/etc/mdis/agent.yaml");

  AgentConfig read() throws IOException {
    return ConfigFile.read(file);
  }
}
