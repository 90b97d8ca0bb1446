package io.mdis.agent.cli;

import io.mdis.agent.config.AgentConfig;
import io.mdis.agent.config.AgentConfig.EngineConfig.Kind;
import io.mdis.agent.disk.DurableFile;
import io.mdis.agent.engine.DockerEngine;
import io.mdis.agent.logs.ContainerLogs;
import io.mdis.agent.outbox.Outbox;
import io.mdis.agent.store.HostStore;
import io.mdis.agent.store.StoredContainer;
import io.mdis.secret.detect.HashKey;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretRules;
import io.mdis.secret.log.ContainerLogScanner;
import io.mdis.secret.log.LogHit;
import io.mdis.secret.log.LogReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One round through the logs of containers; a timer starts it again. */
@Command(
    name = "scan-logs",
    description = {
      "Looks for credentials in what containers printed since the last time (Docker's drivers",
      "json-file and local). They are redacted on this host; the agent delivers what was found."
    },
    mixinStandardHelpOptions = true)
final class ScanLogsCommand implements Callable<Integer> {
  private static final int FAILED = 3;

  @Mixin private ConfigOption config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--hash-key-file",
      paramLabel = "FILE",
      description =
          "Key of the installation in base64, so that the same secret in an image has the same"
              + " hash (default: a key of this host, made when it is missing).")
  private Path hashKey;

  @Override
  public Integer call() throws IOException {
    AgentConfig settings = config.read();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (settings.engine().kind() != Kind.DOCKER) {
      err.println("the logs of " + settings.engine().kind() + " can't be read, only Docker's");
      return FAILED;
    }
    try (DockerEngine engine =
        new DockerEngine(settings.engine().socket(), settings.engine().patience())) {
      Clock clock = Clock.systemUTC();
      Path state = DurableFile.folder(settings.state());
      Path key = hashKey == null ? state.resolve("log-hash-key") : hashKey;
      SecretRules rules = SecretRules.load();
      ContainerLogs logs =
          new ContainerLogs(
              settings.engine().root(),
              new HostStore(settings.engine(), engine),
              rules,
              new ContainerLogScanner(new SecretDetector(rules, HashKey.in(key))),
              Outbox.open(
                  DurableFile.folder(state.resolve("outbox")), settings.outboxBytes(), clock),
              state.resolve("log-positions.json"),
              clock);
      ContainerLogs.Round round = logs.round(new Printing(out, err));
      out.println(
          round.containers()
              + " containers, "
              + round.records()
              + " new records, "
              + round.secrets()
              + " credentials"
              + (round.failed() == 0 ? "" : "; NOT WHOLE: " + round.failed() + " containers"));
      return round.failed() == 0 ? 0 : FAILED;
    }
  }

  private record Printing(PrintWriter out, PrintWriter err) implements ContainerLogs.Listener {
    @Override
    public void container(StoredContainer container, LogReport report) {
      for (LogHit hit : report.hits()) {
        out.println(
            String.join(
                " ",
                hit.secret().severity().toString(),
                hit.secret().rule(),
                hit.secret().redacted(),
                container.imageName(),
                container.id().substring(0, 12),
                hit.time()));
      }
      report.leftOut().forEach(reason -> err.println(container.id() + ": " + reason.message()));
    }

    @Override
    public void failed(String container, IOException problem) {
      err.println(container + ": its logs could not be read: " + problem.getMessage());
    }
  }
}
