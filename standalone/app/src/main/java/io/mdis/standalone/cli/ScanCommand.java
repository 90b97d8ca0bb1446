package io.mdis.standalone.cli;

import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.export.Report;
import java.util.EnumSet;
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

  @Mixin private ScanOptions options;

  @Mixin private ReportOutputs outputs;

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

  @Override
  public Integer call() throws Exception {
    outputs.check();
    Report report = options.scan(target, severities, outputs.needComponents());
    outputs.write(report);
    return verdict(report);
  }

  /** A dimension that says nothing of the image has failed, whatever was found elsewhere. */
  private int verdict(Report report) {
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
