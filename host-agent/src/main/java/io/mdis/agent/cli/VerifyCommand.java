package io.mdis.agent.cli;

import io.mdis.agent.runtime.HostTrust;
import io.mdis.agent.verify.Assessment;
import io.mdis.contracts.Digest;
import io.mdis.trust.protocol.Breach;
import io.mdis.trust.protocol.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One image, for a person. */
@Command(
    name = "verify",
    description = "Says whether an image on this host is what was measured at the registry.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "IMAGE", description = "Name, or ID as sha256:…")
  private String image;

  @Option(
      names = "--changed-only",
      description = "Read only files whose status has changed; by default all.")
  private boolean changedOnly;

  @Override
  public Integer call() throws IOException {
    try (HostTrust trust = new HostTrust(config.read())) {
      Digest id =
          image.matches("sha256:[0-9a-f]{64}")
              ? Digest.parse(image)
              : trust.engine().image(image).id();
      Assessment assessment = trust.verification().verify(id, !changedOnly);
      PrintWriter out = spec.commandLine().getOut();
      out.println(assessment.outcome() + " " + id + ": " + assessment.reason());
      for (Breach breach : assessment.breaches()) {
        out.println("  layer " + breach.layer() + " " + breach.check() + ": " + breach.message());
      }
      return assessment.outcome() == Verdict.Outcome.TRUSTED ? 0 : AgentCommand.NOT_TRUSTED;
    }
  }
}
