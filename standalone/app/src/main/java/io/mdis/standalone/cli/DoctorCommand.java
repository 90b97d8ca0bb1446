package io.mdis.standalone.cli;

import io.mdis.standalone.doctor.Diagnosis.Level;
import io.mdis.standalone.doctor.Doctor;
import io.mdis.standalone.doctor.DoctorOptions;
import io.mdis.standalone.doctor.Examination;
import io.mdis.standalone.output.ExaminationTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at a configuration and its neighbours. */
@Command(
    name = "doctor",
    description = "Checks what serve would be started with, and says what to do.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing failed",
      "1:with --strict, something could be better",
      "2:wrong usage",
      "3:something failed"
    })
final class DoctorCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder that keeps everything (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("mdis-data");

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the API and the pages (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--agent-port",
      paramLabel = "N",
      description = "Port where host agents ask (default: ${DEFAULT-VALUE}).")
  private int agentPort = 8444;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Registry, as host[:port], https://… or http://… (repeat).")
  private List<String> registries = List.of();

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "Advisory database; by default the one below --data.")
  private Path database;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Broker; by default KAFKA_BOOTSTRAP_SERVERS, else the one inside.")
  private String kafka = System.getenv("KAFKA_BOOTSTRAP_SERVERS");

  @Option(
      names = "--mongodb",
      paramLabel = "URI",
      description = "Database; by default QUARKUS_MONGODB_CONNECTION_STRING, else the one inside.")
  private String mongodb = System.getenv("QUARKUS_MONGODB_CONNECTION_STRING");

  @Mixin private ClamdOption clamd;

  @Option(names = "--strict", description = "Exit with 1 when something could be better.")
  private boolean strict;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "Form of the answer (default: ${DEFAULT-VALUE}).")
  private ReportFormat format = ReportFormat.TABLE;

  @Override
  public Integer call() throws Exception {
    Examination examination = Doctor.of(options()).examine();
    switch (format) {
      case TABLE -> ExaminationTable.print(examination, System.out);
      case JSON -> ExaminationTable.write(examination, System.out);
    }
    if (examination.level() == Level.FAIL) {
      return ExitCode.FAILED;
    }
    return strict && examination.level() == Level.WARN ? ExitCode.POLICY : ExitCode.OK;
  }

  private DoctorOptions options() {
    Path folder = data.toAbsolutePath();
    return new DoctorOptions(
        folder,
        host,
        IntStream.of(port, agentPort).filter(each -> each != 0).boxed().toList(),
        registries.stream().map(DoctorCommand::address).toList(),
        database == null ? folder.resolve("advisories.db") : database,
        database == null,
        Optional.ofNullable(kafka).filter(text -> !text.isBlank()),
        Optional.ofNullable(mongodb).filter(text -> !text.isBlank()),
        clamd.address());
  }

  private static String address(String registry) {
    String scheme = registry.startsWith("http://") ? "http://" : "https://";
    String host = registry.replaceFirst("^https?://", "").replaceFirst("/$", "");
    if (!host.matches("[A-Za-z0-9.-]+(:[0-9]{1,5})?|\\[[0-9a-fA-F:]+](:[0-9]{1,5})?")) {
      throw new UsageException(
          "--registry must be host[:port], https://… or http://…: " + registry);
    }
    return scheme + (host.equals("docker.io") ? "registry-1.docker.io" : host);
  }
}
