package io.mdis.standalone.cli;

import io.mdis.contracts.Severity;
import io.mdis.export.Report;
import io.mdis.policy.ImageEvidence;
import io.mdis.policy.Policy;
import io.mdis.policy.PolicyDecision;
import io.mdis.policy.PolicyGate;
import io.mdis.policy.file.PolicyFile;
import io.mdis.policy.file.PolicyFileException;
import io.mdis.standalone.output.GateAnswer;
import io.mdis.suppression.ImageName;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scans an image and decides by a policy, as the service does before a deployment. */
@Command(
    name = "gate",
    description = {
      "Scans an image and says by a policy whether it may be used, and what would have to change.",
      "Exits with 0 when it may, 1 when it may not, also because it was not wholly scanned, and"
          + " with 3 when nothing could be decided."
    },
    mixinStandardHelpOptions = true)
final class GateCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "IMAGE|TAR|DIR",
      description = "Reference of an image, or path of an archive, OCI layout or root folder.")
  private String target;

  @Mixin private ScanOptions options;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Policies as YAML; by default the one that comes with MDIS.")
  private Path policy;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Where it is to be used, such as a namespace.")
  private String environment;

  @Option(
      names = "--as",
      paramLabel = "REFERENCE",
      description = "Name that the policy knows the image by, when a file is scanned.")
  private String name;

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
    PolicyGate gate = new PolicyGate(policies());
    Report report = options.scan(target, EnumSet.allOf(Severity.class), false);
    ImageName known = ImageName.parse(name == null ? report.image().name() : name);
    ImageName exact = new ImageName(known.repository(), known.tags(), report.image().digest());
    PolicyDecision decision =
        gate.decide(
            ImageEvidence.ofScan(List.of(exact), report.results()),
            Optional.ofNullable(environment),
            Instant.now());
    GateAnswer answer = GateAnswer.of(report.image(), environment, decision);
    if (output == null) {
      write(answer, System.out);
    } else {
      try (OutputStream out = new FileOutputStream(output.toFile())) {
        write(answer, out);
      }
    }
    return decision.denied() ? ExitCode.POLICY : ExitCode.OK;
  }

  private void write(GateAnswer answer, OutputStream out) throws IOException {
    switch (format) {
      case JSON -> answer.write(out);
      case TABLE -> answer.print(new PrintStream(out, true, StandardCharsets.UTF_8));
    }
  }

  private List<Policy> policies() throws IOException {
    try {
      return policy == null ? PolicyFile.builtIn() : PolicyFile.read(policy);
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no policy file " + policy);
    } catch (PolicyFileException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
