package io.mdis.standalone.cli;

import io.mdis.contracts.Platform;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.standalone.output.JsonReportWriter;
import io.mdis.standalone.output.LocalReport;
import io.mdis.standalone.output.ReportWriter;
import io.mdis.standalone.output.TableReportWriter;
import io.mdis.standalone.scan.LocalKnowledge;
import io.mdis.standalone.scan.LocalScan;
import io.mdis.standalone.scan.LocalSuppressions;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scans one image with the services' own scanners, without broker or database. */
@Command(
    name = "scan",
    description = "Scans an image from a registry, a docker-save or OCI archive, or a folder.",
    mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "IMAGE|TAR|DIR",
      description = "Reference of an image, or path of an archive, OCI layout or root folder.")
  private String target;

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description =
          "Advisory database; by default the one of the cache folder, fetched when absent.")
  private Path database;

  @Mixin private ClamdOption clamd;

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description = "Library of known malicious files; by default the one of the cache folder.")
  private Path samples;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "Form of the report (default: ${DEFAULT-VALUE}).")
  private ReportFormat format = ReportFormat.TABLE;

  @Option(
      names = "--dimensions",
      split = ",",
      paramLabel = "NAME",
      description = "Only these dimensions, for instance vulnerability.")
  private List<String> dimensions = List.of();

  @Option(
      names = "--severity",
      split = ",",
      paramLabel = "SEVERITY",
      description = "Only findings of these severities: ${COMPLETION-CANDIDATES}.")
  private Set<Severity> severities = EnumSet.allOf(Severity.class);

  @Option(
      names = "--exit-code",
      arity = "0..1",
      fallbackValue = "1",
      paramLabel = "CODE",
      description = "Exit with this code (default with the option: 1) when anything is found.")
  private int exitCode = ExitCode.OK;

  @Option(
      names = "--ignore-file",
      paramLabel = "FILE",
      description =
          "Findings that are accepted: lines as in .mdisignore, or YAML. Repeat for several;"
              + " by default .mdisignore of the working directory, if there is one.")
  private List<Path> ignoreFiles = List.of();

  @Option(
      names = "--vex",
      paramLabel = "FILE",
      description = "VEX document (OpenVEX, CSAF or CycloneDX); repeat for several.")
  private List<Path> vexFiles = List.of();

  @Option(
      names = "--show-suppressed",
      description = "List suppressed findings in the table too; JSON always has them.")
  private boolean showSuppressed;

  @Option(names = "--platform", paramLabel = "OS/ARCH", description = "Which platform of an index.")
  private String platform;

  @Option(
      names = "--plain-http",
      paramLabel = "HOST",
      split = ",",
      description = "Registry to talk to without TLS, as host[:port].")
  private Set<String> plainHttp = Set.of();

  @Option(
      names = "--no-update",
      description = "Don't fetch an advisory database when there is none yet.")
  private boolean noUpdate;

  @Option(names = "--cache", paramLabel = "DIR", description = "Folder that keeps fetched layers.")
  private Path cache = LocalFolders.layers();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the report there instead of standard output.")
  private Path output;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress on standard error.")
  private boolean quiet;

  @Override
  public Integer call() throws Exception {
    Progress progress = Progress.on(System.err, quiet);
    Platform wanted = platform == null ? null : Platform.parse(platform);
    LocalSuppressions suppressions = suppressions();
    LocalReport report;
    try (LocalScan scan = open(progress)) {
      report = suppressions.apply(scan.run(target, wanted, dimensions, severities), target);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    } finally {
      progress.done();
    }
    ReportWriter writer =
        switch (format) {
          case JSON -> new JsonReportWriter();
          case TABLE -> new TableReportWriter(showSuppressed);
        };
    if (output == null) {
      writer.write(report, System.out);
    } else {
      try (OutputStream out = new FileOutputStream(output.toFile())) {
        writer.write(report, out);
      }
    }
    return verdict(report);
  }

  private LocalSuppressions suppressions() {
    try {
      return LocalSuppressions.read(
          Path.of(""), ignoreFiles, vexFiles, line -> System.err.println("mdis: " + line));
    } catch (IOException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private LocalScan open(Progress progress) throws IOException, InterruptedException {
    if (database != null && !Files.isRegularFile(database)) {
      throw new UsageException(
          "no advisory database at " + database + ": make one with mdis db update or db build");
    }
    Path file = database == null ? LocalFolders.advisories() : database;
    String absence = "";
    if (database == null && (dimensions.isEmpty() || dimensions.contains("vulnerability"))) {
      absence = noUpdate ? "updates are switched off" : new FirstUpdate(progress).run(file);
    }
    LocalKnowledge knowledge =
        new LocalKnowledge(file, absence, clamd.address(), samples(), LocalFolders.secretKey());
    return new LocalScan(knowledge, cache, plainHttp, progress::say);
  }

  private Path samples() {
    if (samples != null && !Files.isRegularFile(samples)) {
      throw new UsageException(
          "no library of samples at " + samples + ": make one with mdis samples import");
    }
    return samples == null ? LocalFolders.samples() : samples;
  }

  /** A dimension that says nothing of the image has failed, whatever was found elsewhere. */
  private int verdict(LocalReport report) {
    boolean failed =
        report.results().stream()
            .map(ScanResult::status)
            .anyMatch(status -> status == ScanStatus.FAILED || status == ScanStatus.SKIPPED);
    if (failed) {
      return ExitCode.FAILED;
    }
    return report.summary().isEmpty() ? ExitCode.OK : exitCode;
  }
}
