package io.mdis.standalone.cli;

import io.mdis.contracts.Severity;
import io.mdis.export.Comparison;
import io.mdis.export.Report;
import io.mdis.standalone.output.CompareAnswer;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scans two images by the same knowledge and tells what differs. */
@Command(
    name = "compare",
    description = {
      "Scans two images, or two builds of one, and tells what is new and what is fixed.",
      "Exits with 3 when a dimension could not be compared."
    },
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FROM", description = "The earlier image, as for scan.")
  private String from;

  @Parameters(index = "1", paramLabel = "TO", description = "The later image, as for scan.")
  private String to;

  @Mixin private ScanOptions options;

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
      description = "Exit with this code (default with the option: 1) when anything is new.")
  private int exitCode = ExitCode.OK;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "Form of the answer (default: ${DEFAULT-VALUE}).")
  private ReportFormat format = ReportFormat.TABLE;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the answer there instead of standard output.")
  private Path output;

  @Override
  public Integer call() throws Exception {
    Report before = options.scan(from, severities, false);
    Report after = options.scan(to, severities, false);
    CompareAnswer answer = CompareAnswer.of(before, after);
    if (output == null) {
      write(answer, System.out);
    } else {
      try (OutputStream out = new FileOutputStream(output.toFile())) {
        write(answer, out);
      }
    }
    return verdict(answer);
  }

  private void write(CompareAnswer answer, OutputStream out) throws IOException {
    switch (format) {
      case JSON -> answer.write(out);
      case TABLE -> answer.print(new PrintStream(out, true, StandardCharsets.UTF_8));
    }
  }

  private int verdict(CompareAnswer answer) {
    if (!answer.dimensions().stream().allMatch(Comparison.DimensionChange::compared)) {
      return ExitCode.FAILED;
    }
    return answer.dimensions().stream().anyMatch(change -> change.added() > 0)
        ? exitCode
        : ExitCode.OK;
  }
}
