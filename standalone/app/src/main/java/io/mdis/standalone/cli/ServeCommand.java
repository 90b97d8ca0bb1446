package io.mdis.standalone.cli;

import io.mdis.standalone.serve.Server;
import io.mdis.standalone.serve.ServerOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs every service in this JVM until it is stopped. */
@Command(
    name = "serve",
    description = "Runs every service, with a Kafka broker and a database inside it.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder that keeps everything (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("mdis-data");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the API and the pages (default: ${DEFAULT-VALUE}); 0 for a free one.")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: ${DEFAULT-VALUE}); 0.0.0.0 for all.")
  private String host = "127.0.0.1";

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "Registry that may be contacted, as host[:port], https://… or http://… (repeat). "
              + "Credentials are taken from the Docker configuration.")
  private List<String> registries = List.of();

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "Advisory database; by default one below --data, fetched when absent.")
  private Path database;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Kafka to use instead of the broker inside.")
  private String kafka;

  @Option(
      names = "--mongodb",
      paramLabel = "URI",
      description = "MongoDB to use instead of the database inside.")
  private String mongodb;

  @Mixin private ClamdOption clamd;

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description = "Library of known malicious files; by default one below --data.")
  private Path samples;

  @Option(
      names = "--agent-port",
      paramLabel = "N",
      description = "Port where host agents ask (default: ${DEFAULT-VALUE}); 0 for a free one.")
  private int agentPort = 8444;

  @Option(
      names = "--agent-name",
      paramLabel = "NAME",
      description =
          "DNS name or address by which host agents reach this server (repeat; default: localhost).")
  private List<String> agentNames = List.of("localhost", "127.0.0.1");

  @Override
  public Integer call() throws Exception {
    checkPort("--port", port);
    checkPort("--agent-port", agentPort);
    ServerOptions options =
        new ServerOptions(
            data.toAbsolutePath(),
            host,
            port,
            registries.stream().map(ServeCommand::registry).toList(),
            Optional.ofNullable(database),
            Optional.ofNullable(kafka),
            Optional.ofNullable(mongodb),
            clamd.address(),
            Optional.ofNullable(samples),
            new ServerOptions.Agents(agentPort, agentNames));
    return new Server(options, System.err).run() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void checkPort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw new UsageException(option + " must be 0 to 65535: " + port);
    }
  }

  private static ServerOptions.Registry registry(String text) {
    boolean plain = text.startsWith("http://");
    String host = text.replaceFirst("^https?://", "").replaceFirst("/$", "");
    if (!host.matches("[A-Za-z0-9.-]+(:[0-9]{1,5})?|\\[[0-9a-fA-F:]+](:[0-9]{1,5})?")) {
      throw new UsageException("--registry must be host[:port], https://… or http://…: " + text);
    }
    return new ServerOptions.Registry(host, plain);
  }
}
